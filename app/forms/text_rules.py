"""The vocabulary of checks over texts. Every `words`, `noun` ... is a regular expression.

They are tried on a text as `app.checks.reading` makes it: white space gone, each exact figure a
`#`, each inexact one a `≈`, the report's year `Ｙ`, the year before `Ｘ`, the year after `Ｚ`, any
other year `Ｏ`. The words of `Shorthand` may stand in them in braces.
"""

from app.forms.base import Check, Declared


class Shorthand(Declared, frozen=True, tag_field="kind", tag="shorthand"):
    """Pieces that the expressions of an edition share."""

    name: str
    words: str


class Mention(Check, frozen=True, kw_only=True):
    """A number in a text that names a quantity of the tables."""

    name: str
    """What the message calls the quantity."""
    cells: tuple[tuple[str, ...], ...]
    """The accepted readings; each is a sum of cell patterns. The first is the one offered."""
    noun: str = ""
    """What the quantity is called: its number stands right before or after it."""
    words: tuple[str, ...] = ()
    """Whole phrases with one {n}, for what a noun alone does not tell."""
    zero: tuple[str, ...] = ()
    """Phrases that say there was none."""
    deniable: bool = False
    """A denial (`never`) before the noun says there was none."""
    unless: str = ""
    """Not where this stands in the same clause before or in it."""
    unless_sentence: str = ""
    """Not where this stands in the sentence before it."""
    needs: str = ""
    """Only where this stands in the sentence, or in one of the texts `about`."""
    about: tuple[str, ...] = ()
    unit: str = ""
    """The unit of the table where it is not a piece: 万元."""


class Scope(Check, frozen=True, kw_only=True):
    """Never a finding: words that keep any number of their clause from being a table's."""

    words: str
    departments: str
    """The same, in the report of a department or a township only: the whole town's number."""
    never: str
    """What denies the nouns that follow it in the clause."""
    denied: str
    """What, right after a noun, shows that something else of it was denied."""
    fill: str
    """What may stand between a noun and its number."""
    join: str
    """What joins nouns that one number counts together."""
    each: str
    """What then says that the number is each one's."""
    postfix: str
    """What may stand between a number and the noun after it."""


class Claim(Check, frozen=True, kw_only=True):
    """A sentence that says all is done, while cells say that some is not."""

    words: str
    about: str
    """The last of these topics named before it in its text is what it speaks of ..."""
    others: str
    """... unless one of these was."""
    texts: tuple[str, ...]
    """Texts that speak of it anyway."""
    cells: tuple[str, ...]


class Parts(Check, frozen=True, kw_only=True):
    """Parts named after a total add up to it."""

    complete: str
    """Words by which a list says that it is all."""
    among: str
    """Words that begin a list of parts."""
    open: str
    """Words that leave a list open: it may only be too much."""
    kinds: tuple[str, ...]
    """A list in which every one of these is named is all, too; ways of arrival, applicants."""


class Fees(Check, frozen=True, kw_only=True):
    """Fees for information: items make the total, amounts are possible, and all sections agree."""

    about: str
    none: str
    section: str
    cells: tuple[str, ...]
    step: int
    stepped: str
    denied: str
    untold: str
    """A hint: fees in the text, none in `cells`."""


class Shares(Check, frozen=True, kw_only=True):
    """A percentage recomputes from its number and a total named before it or in the tables."""

    words: str
    totals: tuple[str, ...]
    beyond: str
    """For shares of one list that make more than the whole."""


class Growth(Check, frozen=True, kw_only=True):
    """A change against last year recomputes from last year's report."""

    words: str
    """With the groups `sign` and `n`."""
    down: str
    same: str


class ReportYear(Check, frozen=True, kw_only=True):
    """Title, period and sentences speak of the report's year."""

    title: str
    period: str
    """Finds the six numbers of a period."""
    stated: str
    """What names the period that counts."""
    begin: str
    """A sentence that begins with another year ..."""
    unless: str
    """... without these."""
    carried: str
    """Carrying over into or out of the wrong year."""
    wrong_period: str
    text: str
    """Sentences for the last two, with the weight of a warning."""


class Stale(Check, frozen=True, kw_only=True):
    """Words that fit another year or another organ."""

    words: str
    sections: tuple[str, ...]
    levels: tuple[str, ...] = ()
    """Only for these; empty: all."""


class OwnName(Check, frozen=True, kw_only=True):
    """An organ speaks of itself as what it is, and signs with its own name."""

    selves: tuple[str, ...]
    """Kinds of organ: 我X is said by one that has X in its name."""
    signature: str
    """A line of the closing that is an organ's name."""
    common: str
    """What any organ's name may have."""
    signed: str


class Needed(Check, frozen=True, kw_only=True):
    """A text must be there, and say something."""

    text: str
    empty: str
    """An expression: this is as good as nothing. Empty: only `words` counts."""
    least: int
    short: str
    """For fewer characters than `least`; a warning."""
    words: tuple[str, ...]
    lacking: str
    """For a text in which one of `words` is not found; a warning."""


class Length(Check, frozen=True, kw_only=True):
    """A section of not more than so many characters, white space and headings not counted."""

    section: str
    most: int


class Deadline(Check, frozen=True, kw_only=True):
    """The day by which a report is due in the year after."""

    days: tuple[str, ...]
    """`level month-day`."""


class Citation(Check, frozen=True, kw_only=True):
    """The document that a report cites is the one of its edition."""

    words: str
    """Finds a citation, with the group `number`."""
    number: str
    """The right one, without brackets and white space."""
    stale: str
    """A superseded one, wherever it stands."""


class Numbering(Check, frozen=True, kw_only=True):
    """Numbered headings inside a text begin at one and miss none."""

    top: str
    """For a heading of the sections' own kind inside a text."""


class Lead(Check, frozen=True, kw_only=True):
    """The opening paragraph names its period, its contact and as many parts as it says."""

    text: str
    needs: tuple[str, ...]
    parts: str
    """Finds "six parts", with the group `n`."""
    names: tuple[str, ...]
    """What each section is called at the least."""
    miscounted: str


TEXT_KINDS = (
    Mention | Scope | Claim | Parts | Fees | Shares | Growth | ReportYear | Stale | OwnName
    | Needed | Length | Deadline | Citation | Numbering | Lead
)  # fmt: skip
