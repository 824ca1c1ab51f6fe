"""What the lines of a news text can become in an agreement."""

from agreements.models import Agreement
from tvet_portal.reading.offers import Offer, offer
from tvet_portal.records.models import Appearance, Participation

SIGNED = r"\bsign(?:ed|ing)?\b|\bký\b|ลงนาม|ລົງນາມ|ເຊັນ|ចុះហត្ថលេខា|လက်မှတ်ရေးထိုး"
Kind = Agreement.Kind

offer(
    Offer(
        model=Agreement,
        kind="kind",
        words={
            r"memorandum of understanding|\bMoU\b|bản ghi nhớ|บันทึกความเข้าใจ|ບົດບັນທຶກຄວາມເຂົ້າໃຈ"
            r"|អនុស្សរណៈ(?:នៃការ)?យោគយល់|နားလည်မှုစာချွန်လွှာ": Kind.MOU,
            r"memorandum of cooperation|\bMoC\b": Kind.MOC,
            r"memorandum of agreement|\bMoA\b": Kind.MOA,
            r"letter of intent|\bLoI\b": Kind.LETTER,
            r"exchange of letters": Kind.EXCHANGE,
            r"framework agreement": Kind.FRAMEWORK,
            r"implementing arrangement": Kind.IMPLEMENTING,
            r"joint (?:statement|declaration)": Kind.JOINT_STATEMENT,
            r"protocol": Kind.PROTOCOL,
            r"agreed minutes": Kind.MINUTES,
            r"action plan": Kind.ACTION_PLAN,
            r"mutual recognition (?:agreement|arrangement)": Kind.RECOGNITION,
        },
        dates={
            "signed_on": SIGNED,
            "effective_on": r"takes? effect|effective|enter(?:s|ed)? into force|có hiệu lực",
            "expires_on": r"expires?|\bends? on\b|valid until|hết hiệu lực",
        },
        role=Participation.Role.PARTY,
        signed="signed_on",
        term="term",
        acts={
            Appearance.Role.SIGNATORY: SIGNED,
            Appearance.Role.WITNESS: r"witness\w*",
        },
    )
)
