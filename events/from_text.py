"""What the lines of a news text can become in an event."""

from events.models import Event
from tvet_portal.reading.offers import Offer, offer
from tvet_portal.records.models import Appearance, Participation

Form = Event.Form

offer(
    Offer(
        model=Event,
        kind="form",
        words={
            r"joint (?:technical )?committee": Form.JOINT_COMMITTEE,
            r"round ?table": Form.ROUND_TABLE,
            r"workshop|seminar|hội thảo|สัมมนา|lokakarya": Form.WORKSHOP,
            r"training course|training programme|tập huấn|pelatihan": Form.TRAINING,
            r"dialogue": Form.DIALOGUE,
            r"conference|forum|summit|hội nghị": Form.CONFERENCE,
            r"ceremony|signing": Form.CEREMONY,
            r"competition": Form.COMPETITION,
            r"study visit|\bvisit to\b": Form.VISIT,
            r"meeting|ประชุม|cuộc họp|pertemuan": Form.MEETING,
        },
        dates={
            "held_on": r"\bheld\b|t(?:ook|ak(?:es|ing)) place|organi[sz]ed|convened|opened|tổ chức|จัด|meeting|workshop",
        },
        role=Participation.Role.PARTICIPANT,
        acts={
            Appearance.Role.CHAIR: r"chair(?:ed|s|ing)?|presid\w+|co-?chair\w*|chủ trì",
            Appearance.Role.OPENING: r"open(?:ed|ing)|welcom\w+|inaugurat\w+",
            Appearance.Role.SPEAKER: r"sp(?:oke|eech|eaker)|said|express\w+|remark\w*|thank\w*|stress\w*|emphasi[sz]ed",
            Appearance.Role.PRESENTER: r"present(?:ed|ation)\w*|shared about",
        },
        edition="edition",
    )
)
