"""What a PDF says of itself, word for word the same for older readers (Info) and newer (XMP)."""

from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from msgspec import Struct

from app import __version__

LANGUAGE = "zh-CN"
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
{descriptions}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_DESCRIPTION = '<rdf:Description rdf:about="" xmlns:{prefix}="{space}">{fields}</rdf:Description>\n'
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
_FORMS = {
    "text": "{}",
    "words": '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>',
    "names": "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>",
    "any": "<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>",
}


class Metadata(Struct, frozen=True):
    """What is empty is said nowhere."""

    title: str
    author: str
    subject: str
    producer: str
    made: datetime
    """With its zone."""

    @property
    def creator(self) -> str:
        return f"nianbao {__version__}"

    def info(self) -> dict[str, str]:
        """The document information dictionary: ISO 32000-1, 14.3.3."""
        offset = self.made.strftime("%z")
        moment = f"D:{self.made:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
        said = {
            "/Title": self.title,
            "/Author": self.author,
            "/Subject": self.subject,
            "/Creator": self.creator,
            "/Producer": self.producer,
            "/CreationDate": moment,
            "/ModDate": moment,
        }
        return {key: words for key, words in said.items() if words}

    def xmp(self, *, archival: bool) -> bytes:
        """The same as XMP, as ISO 19005-1, 6.7.3 pairs them; `archival`: that it is PDF/A-1b."""
        moment = self.made.isoformat(timespec="seconds")
        fields = [
            ("dc:format", "text", "application/pdf"),
            ("dc:title", "words", self.title),
            ("dc:creator", "names", self.author),
            ("dc:description", "words", self.subject),
            ("dc:language", "any", LANGUAGE),
            ("xmp:CreatorTool", "text", self.creator),
            ("xmp:CreateDate", "text", moment),
            ("xmp:ModifyDate", "text", moment),
            ("xmp:MetadataDate", "text", moment),
            ("pdf:Producer", "text", self.producer),
        ]
        if archival:
            fields += [("pdfaid:part", "text", "1"), ("pdfaid:conformance", "text", "B")]
        return _PACKET.format(descriptions=_descriptions(fields)).encode()


def _descriptions(fields: Sequence[tuple[str, str, str]]) -> str:
    """One of each schema."""
    made = ""
    for prefix, space in _SPACES.items():
        own = "".join(
            f"<{name}>{_FORMS[form].format(escape(words))}</{name}>"
            for name, form, words in fields
            if words and name.startswith(f"{prefix}:")
        )
        if own:
            made += _DESCRIPTION.format(prefix=prefix, space=space, fields=own)
    return made
