"""The words of which made-up records are made, in six languages."""

COUNTRIES = {
    "BN": "Brunei Darussalam", "KH": "Cambodia", "ID": "Indonesia", "LA": "Lao PDR", "MY": "Malaysia", "MM": "Myanmar",
    "PH": "Philippines", "SG": "Singapore", "TH": "Thailand", "TL": "Timor-Leste", "VN": "Viet Nam", "AU": "Australia",
    "CN": "China", "DE": "Germany", "FR": "France", "IN": "India", "JP": "Japan", "KR": "Republic of Korea",
    "NZ": "New Zealand", "CH": "Switzerland", "GB": "United Kingdom",
}  # fmt: skip
AREAS = """teacher-training curriculum-development quality-assurance student-exchange staff-exchange work-based-learning
dual-training apprenticeship skills-recognition qualifications-frameworks aqrf-referencing occupational-standards
competency-assessment certification labour-market-information digital-skills green-skills industry-4-0 entrepreneurship
agriculture hospitality-tourism construction welding automotive electronics mechatronics ict health-care garment
logistics renewable-energy research policy-dialogue gender-equality social-inclusion private-sector-engagement
infrastructure equipment scholarships joint-workshops"""
CITIES = """Hanoi Vientiane Bangkok Jakarta Manila Dili Yangon Penang Cebu Hue Chiang-Mai Siem-Reap Surabaya Davao
Mandalay"""
BODIES = "Institute College Centre Directorate University Association"
FIELDS, PURPOSES = "Technical Vocational Applied Industrial Skills", "Education Training Development"
COMMON = """training vocational technical education skills cooperation development programme institute ministry national
regional framework qualification partners workshop meeting memorandum understanding agreement curriculum assessment
standards quality assurance industry labour employment teachers students exchange capacity building implementation
competency certification recognition mobility learning outcomes level reference sector policy strategy officials
delegates experts support project centre college school university department directorate signed agreed presented
reviewed adopted discussed prepared submitted approved planned jointly annual bilateral multilateral network platform
information data report study evaluation monitoring funding equipment digital green inclusive sustainable apprenticeship
dual workplace enterprise company employer graduate trainee worker migrant women youth rural"""
GLUE = "the of and in to for on with by from at as between through under within"
CONSONANTS, VOWELS = "b c d f g h j k l m n p r s t v w", "a e i o u ai ea io"
NATIVE = {
    "vi": "đào tạo nghề|giáo dục nghề nghiệp|hợp tác|kỹ năng|trường cao đẳng|học sinh|giáo viên|chương trình"
    "|Bộ Lao động|phát triển|chất lượng|khung trình độ|quốc gia|biên bản ghi nhớ|hội nghị"
    "|doanh nghiệp|việc làm|người lao động"
    "|chứng chỉ|đánh giá|nâng cao năng lực|khu vực|Đông Nam Á|thực hiện|ký kết|với sự hỗ trợ của|trong giai đoạn|và|của"
    "|các",
    "th": "การศึกษา|อาชีวศึกษา|ความร่วมมือ|ทักษะ|การฝึกอบรม|วิทยาลัย|นักเรียน|ครู|หลักสูตร|กระทรวงแรงงาน|พัฒนา|คุณภาพ"
    "|กรอบคุณวุฒิ|แห่งชาติ|บันทึกความเข้าใจ|การประชุม|สถานประกอบการ|การจ้างงาน|แรงงาน|ประกาศนียบัตร|ประเมิน|ภูมิภาค"
    "|เอเชียตะวันออกเฉียงใต้|และ|ของ|ใน",
    "lo": "ການສຶກສາ|ອາຊີວະສຶກສາ|ການຮ່ວມມື|ທັກສະ|ການຝຶກອົບຮົມ|ວິທະຍາໄລ|ນັກຮຽນ|ຄູ|ຫຼັກສູດ|ກະຊວງແຮງງານ|ພັດທະນາ|ຄຸນນະພາບ"
    "|ກອບຄຸນວຸດທິ|ແຫ່ງຊາດ|ບົດບັນທຶກຄວາມເຂົ້າໃຈ|ກອງປະຊຸມ|ຜູ້ປະກອບການ|ການຈ້າງງານ|ແຮງງານ|ໃບຢັ້ງຢືນ|ປະເມີນ|ພາກພື້ນ"
    "|ອາຊີຕາເວັນອອກສ່ຽງໃຕ້|ແລະ|ຂອງ|ໃນ",
    "km": "ការអប់រំ|បណ្តុះបណ្តាល|វិជ្ជាជីវៈ|កិច្ចសហប្រតិបត្តិការ|ជំនាញ|វិទ្យាស្ថាន|សិស្ស|គ្រូបង្រៀន|កម្មវិធីសិក្សា"
    "|ក្រសួងការងារ|អភិវឌ្ឍន៍|គុណភាព|ក្របខ័ណ្ឌគុណវុឌ្ឍិ|ជាតិ|អនុស្សរណៈនៃការយោគយល់|កិច្ចប្រជុំ|សហគ្រាស|ការងារ|កម្មករ"
    "|វិញ្ញាបនបត្រ|វាយតម្លៃ|តំបន់|អាស៊ីអាគ្នេយ៍|និង|របស់|ក្នុង",
    "my": "ပညာရေး|သက်မွေးဝမ်းကျောင်း|ပူးပေါင်းဆောင်ရွက်မှု|ကျွမ်းကျင်မှု|သင်တန်း|တက္ကသိုလ်|ကျောင်းသား|ဆရာ|သင်ရိုးညွှန်းတမ်း"
    "|အလုပ်သမားဝန်ကြီးဌာန|ဖွံ့ဖြိုးတိုးတက်ရေး|အရည်အသွေး|အရည်အချင်းမူဘောင်|အမျိုးသား|နားလည်မှုစာချွန်လွှာ|အစည်းအဝေး|လုပ်ငန်း"
    "|အလုပ်အကိုင်|အလုပ်သမား|လက်မှတ်|အကဲဖြတ်|ဒေသတွင်း|အရှေ့တောင်အာရှ|နှင့်|၏|တွင်",
}
STARTS, ENDS = "br kl st gr pl tr z v q", "an or ix um et ov"
# Of these syllables the planted words are made: real letters, words that nobody ever wrote.
SYLLABLES = {
    "vi": "quỳnh khuyển ngoẵng thuần xưởng đẽo gỗ luyện kẽm đục bện mây rèn sắt dệt lụa tằm gốm sứ khảm trai chạm"
    " nhuộm chàm đóng thuyền",
    "th": "กลึง เจียร ฟอก ขึ้ง ถัก พุ่ม ญวน โลหะ ฉลุ ฆ้อง เฌอ ธูป ฬาร ฮวง แฝก",
    "lo": "ກຶງ ເຈຍ ຟອກ ຂຶ້ງ ຖັກ ພຸ່ມ ຍວນ ໂລຫະ ຊະລຸ ຄ້ອງ ທູບ ລານ ຮວງ ແຝກ ຜຶ້ງ",
    "km": "ក្រឡឹង ឆ្លាក់ ត្បាញ ឈើ ដែក ផ្សារ ស្មូន ឡ ញ៉ាំង ឋាន ថ្នាំ ភួយ ឌុប ឫស ឥដ្ឋ",
    "my": "ပန်းပု ရက်ကန်း ယွန်း ဂဟေ ဖောင် ဇလုံ ဈေး ဍာ ဗန်း ဒုံး ဥုံ ဩဇာ ဠာ ဌက် ဣန်",
}
