"""The vocabulary of checks over texts. Every `words`, `noun` ... is a regular expression.

They are tried on a text as `app.checks.skeleton` makes it: white space gone, each exact figure a
`#`, each inexact one a `≈`, the report's year `Ｙ`, the year before `Ｘ`, the year after `Ｚ`, any
other year `Ｏ`. The words of `Shorthand` may stand in them in braces.
"""

from typing import Annotated

from msgspec import Meta

from app.forms.base import Check, Declared
from app.forms.parts import (
    AsMany,
    CellId,
    CellPattern,
    CellSum,
    DayOfLevel,
    Filled,
    Groups,
    Joined,
    Names,
    Plain,
    Regex,
    SectionId,
    TextId,
)


class Shorthand(Declared, frozen=True, kw_only=True, tag_field="kind", tag="shorthand"):
    """Pieces that the expressions of an edition share."""

    name: Plain
    words: Regex


class Mention(Declared, frozen=True, kw_only=True, tag_field="kind", tag="mention"):
    """A quantity of the tables, and how texts name its number. R20 and its sentence: `Scope`."""

    name: Plain
    """What the message calls the quantity."""
    cells: tuple[tuple[CellPattern, ...], ...]
    """The accepted readings; each is a sum of cell patterns. The first is the one offered."""
    noun: Annotated[Regex, Joined()] = Regex("")
    """What the quantity is called: its number stands right before or after it."""
    words: tuple[Regex, ...] = ()
    """Whole phrases with one {n}, for what a noun alone does not tell."""
    zero: tuple[Regex, ...] = ()
    """Phrases that say there was none."""
    deniable: bool = False
    """A denial (`never`) before the noun says there was none."""
    unless: Regex = Regex("")
    """Not where this stands in the same clause before or in it."""
    unless_sentence: Regex = Regex("")
    """Not where this stands in the sentence before it."""
    needs: Regex = Regex("")
    """Only where this stands in the sentence, or in one of the texts `about`."""
    about: tuple[TextId, ...] = ()
    unit: Plain = Plain("")
    """The unit of the table where it is not a piece: 万元."""


class Rows(Declared, frozen=True, kw_only=True, tag_field="kind", tag="rows"):
    """Rows of a table that texts call by their labels: each is a quantity, as by a `Mention`."""

    cells: tuple[CellPattern, ...]
    bare: Regex
    """What of a label is not its name: its number, what stands in brackets."""
    said: dict[Plain, Annotated[Regex, Joined()]]
    """Pieces of labels that texts leave out or say in other words: an expression for each."""
    least: int
    """A label of fewer letters says nothing by itself."""
    unless: Regex = Regex("")
    unless_sentence: Regex = Regex("")
    needs: Regex = Regex("")
    about: tuple[TextId, ...] = ()


class Topic(Declared, frozen=True, kw_only=True):
    """What a sentence speaks of, and the cells that belong to it."""

    words: Annotated[Regex, Joined()]
    cells: tuple[CellPattern, ...]


class Outcomes(Declared, frozen=True, kw_only=True, tag_field="kind", tag="outcomes"):
    """Columns of one label under several headings: the heading is what was named last before."""

    topics: tuple[Topic, ...]
    """What the headings are called, the longer names first."""
    said: dict[Plain, Annotated[Regex, Joined()]]
    """As in `Rows`."""
    least: int
    unless: Regex = Regex("")
    needs: Regex = Regex("")
    about: tuple[TextId, ...] = ()


class Scope(Check, frozen=True, kw_only=True):
    """A number in a text that names a quantity differs from the tables; how texts are read."""

    message: Annotated[str, Names("text", "words", "name", "stated", "due", "table")]
    words: Regex
    """What keeps any number of its clause from being the table's."""
    elsewhen: Regex
    """The same anywhere before it in the sentence: many years together."""
    departments: Regex
    """As `words`, in the report of a department or a township only: the whole town's number."""
    never: Regex
    """What denies the nouns that follow it in the clause."""
    denied: Regex
    """What, right after a noun, shows that something else of it was denied."""
    denied_before: Regex
    """The same, between the denial and the noun."""
    denied_after: Regex
    """What denies the nouns that it follows."""
    fill: Regex
    """What may stand between a noun and its number."""
    join: Regex
    """What joins nouns that one number counts together."""
    each: Regex
    """What then says that the number is each one's."""
    postfix: Regex
    """What may stand between a number and the noun after it."""


class Claim(Check, frozen=True, kw_only=True):
    """A sentence that says all is done, while cells say that some is not."""

    message: Annotated[str, Names("text", "words", "table", "left")]
    words: Regex
    others: Regex
    """Not where one of these stands before it in the sentence: it speaks of something else."""
    topics: tuple[Topic, ...]
    """Those named before it in its sentence are meant, else those in its paragraph."""


class Parts(Check, frozen=True, kw_only=True):
    """Parts named after a total add up to it: never to more, and not to less where they are all."""

    message: Annotated[str, Names("text", "words", "parts", "made", "said")]
    among: Regex
    """Words that begin a list of parts."""
    complete: Regex
    """Those of them by which the list says that it is all."""
    kinds: tuple[Regex, ...]
    """Lists that are all because of what they name: ways of arrival, applicants."""
    open: Regex
    """Words that leave a list open."""
    breaks: Regex
    """Words in a list after which it counts anew."""
    rest: Regex
    """What, right before a number, says that it is all that is left: the list is all."""
    totals: Regex
    """What, in the clause of a number, calls it a total where no word begins the list."""


class Fees(Check, frozen=True, kw_only=True):
    """Fees for information: items make the total, amounts are possible, and all sections agree."""

    message: Annotated[str, Names("text", "said", "parts", "made", "step")]
    amount: Regex
    """Finds the sum, its # the last of the expression."""
    count: Regex
    """Finds for how many requests."""
    unless: Regex
    none: Regex
    """How the section says that there was nothing."""
    section: SectionId
    cells: tuple[CellPattern, ...] = ()
    step: Annotated[int, Meta(ge=1)]
    stepped: Annotated[str, Names("text", "said", "parts", "made", "step")]
    denied: Annotated[str, Names("text", "words", "own", "said")]
    untold: Annotated[str, Names("said")]
    """A hint: fees in the text, none in `cells`."""


class Shares(Check, frozen=True, kw_only=True):
    """A percentage recomputes from its number and a total named before it or in the tables."""

    message: Annotated[str, Names("text", "words", "part", "base", "rate", "right")]
    words: Regex
    """From the number's # to the #% of its share."""
    marked: Regex
    """What, before a number in its clause, calls it a total."""
    among: Regex
    """What, after it, begins its parts."""
    portion: Regex
    """What, between a number and the next, makes this a part of that."""
    totals: tuple[CellSum, ...]
    """Sums of cell patterns, joined by +."""
    beyond: Annotated[str, Names("text", "words", "made")]
    """For shares of one list that make more than the whole."""
    whole: CellId
    """The cell that a list is complete for where it names all that the cell adds up."""
    short_of: Annotated[str, Names("text", "words", "made")]
    """For shares of such a list that do not make the whole."""


class Growth(Check, frozen=True, kw_only=True):
    """A change recomputes from its own sentence, and from last year's report; `message` is of this.

    {now} and {before} are the numbers, {change} and {percent} what they make.
    """

    message: Annotated[str, Names("text", "words", "now", "before", "change", "percent")]
    words: tuple[Regex, ...]
    """Find the change: its number is the group `change` (none: it is the same), the number before
    it the group `base`, the number after it the group `now`."""
    down: Regex
    """What in it says that it is less."""
    earlier: Regex
    """Finds, to its #, a number of last year that the sentence tells before."""
    long_ago: Regex
    """What in it names another year than the last."""
    own: Annotated[str, Names("text", "words", "now", "before", "change", "percent")]
    """Said of what the sentence itself contradicts."""
    other: Annotated[str, Names("text", "words", "now", "before", "change", "percent")]
    """Said where last year's report has another number ({before}) than the sentence ({now})."""


class ReportYear(Check, frozen=True, kw_only=True):
    """Title, period and sentences speak of the report's year; `message` is about the title.

    Its expressions are tried on the text itself, white space gone.
    """

    message: Annotated[str, Names("title", "year")]
    first: int
    """The first year of which there are such reports; `too_early`: for one before it."""
    too_early: Annotated[str, Names("year")]
    not_come: Annotated[str, Names("year")]
    in_organ: Regex
    """Finds a year in an organ's name; `organ`: a warning, for such a name."""
    organ: Annotated[str, Names("organ")]
    period: Annotated[Regex, Groups("y1", "m1", "d1", "y2", "m2", "d2")]
    """Finds a period: the groups y1 m1 d1 y2 m2 d2, of which y2 may be missing."""
    stated: Regex
    """What names, shortly before, the period that counts."""
    cut: Annotated[Regex, Groups("period")]
    """Finds a period of which digits may be missing, in the group `period`."""
    wrong_period: Annotated[str, Names("text", "words", "year")]
    begin: Annotated[Regex, Groups("year")]
    """Finds how a sentence begins with a year, in the group `year`."""
    unless: Regex
    """What in such a sentence shows that the other year is meant."""
    plans: Regex
    """The same, for a year to come."""
    text: Annotated[str, Names("text", "words", "year", "other")]
    """A warning, for such a sentence about another year."""
    carried: Annotated[Regex, Groups("from", "into")]
    """Finds the year `from` which, or `into` which, requests were carried over."""
    wrong_carried: Annotated[str, Names("text", "words", "year", "other")]
    """A warning, for the wrong one."""


class Stale(Check, frozen=True, kw_only=True):
    """Words that fit another year or another organ; {year} in them is the report's."""

    message: Annotated[str, Names("text", "words", "year")]
    words: Annotated[Regex, Filled("year")]
    sections: tuple[SectionId, ...]
    levels: tuple[Plain, ...] = ()
    """Only for these; empty: all."""


class OwnName(Check, frozen=True, kw_only=True):
    """An organ calls itself what it is, and signs with its own name."""

    message: Annotated[str, Names("text", "words", "organ")]
    selves: tuple[Annotated[Regex, Joined()], ...]
    """Kinds of organ: 我X is said by one that has X in its name."""
    after: Regex
    """What follows 我X where it is no other word."""
    subject: Annotated[Regex, Filled("after"), Groups("words", "name", "kind")]
    """A sentence that begins with an organ: its `words`, its place's `name` and `kind`."""
    no_place: Regex
    """What such a name has where it names no place."""
    other: Annotated[str, Names("text", "words", "organ")]
    """For an organ of another place of the same kind as one in the own name."""
    signature: Annotated[Regex, Groups(1)]
    """A line of the closing with an organ's name as its first group."""
    common: Regex
    """What any organ's name may have."""
    signed: Annotated[str, Names("text", "words", "organ")]


class Needed(Check, frozen=True, kw_only=True):
    """A text must be there, and say something."""

    message: Annotated[str, Names("text", "count")]
    text: TextId
    empty: Regex = Regex("")
    """This is as good as nothing. Empty: only `words` counts."""
    least: int = 0
    short: Annotated[str, Names("text", "count")] = ""
    """For fewer characters than `least`; a warning."""
    words: tuple[Regex, ...]
    lacking: Annotated[str, Names("text", "count")] = ""
    """For a text in which one of `words` is not found, a warning; empty: `message`."""


class Length(Check, frozen=True, kw_only=True):
    """A section of not more than so many characters, white space and headings not counted."""

    message: Annotated[str, Names("section", "count", "most", "over")]
    section: SectionId
    most: int


class Deadline(Check, frozen=True, kw_only=True):
    """The day by which a report is due in the year after."""

    message: Annotated[str, Names("today", "year", "due", "late")]
    days: tuple[DayOfLevel, ...]
    """`level month-day`."""


class Superseded(Declared, frozen=True, kw_only=True):
    """What has been replaced, and by what."""

    words: Annotated[Regex, Groups("number")]
    """Finds it wherever it stands, in the group `number`."""
    right: Plain = Plain("")
    """Empty: the number of the document the edition rests on."""
    message: Annotated[str, Names("text", "words", "right")] = ""
    """Empty: the check's."""


class Citation(Check, frozen=True, kw_only=True):
    """The documents that a report cites are those of its edition."""

    message: Annotated[str, Names("text", "words", "right")]
    words: Annotated[Regex, Groups("number")]
    """Finds a citation, with the group `number`."""
    number: Plain = Plain("")
    """The right one; any brackets will do. Empty: that of the document the edition rests on."""
    stale: tuple[Superseded, ...]
    past: Regex
    """What, shortly before a replaced one, shows that it is meant as such."""


class Doubled(Check, frozen=True, kw_only=True):
    """Letters written twice, where the words with them once are known.

    Known are the form's labels, whatever stands elsewhere in the report, and `known`.
    """

    message: Annotated[str, Names("text", "words", "once", "around")]
    known: tuple[Plain, ...]
    sound: Regex
    """What is rightly written twice."""


class Numbering(Check, frozen=True, kw_only=True):
    """Numbered headings inside a text begin at one and miss none."""

    message: Annotated[str, Names("text", "words", "sign", "due")]
    top: Annotated[str, Names("text", "words", "sign")]
    """For a heading of the sections' own kind inside a text."""


class Lead(Check, frozen=True, kw_only=True):
    """The opening paragraph names its period, its contact and as many parts as it says."""

    message: Annotated[str, Names("missing")]
    text: TextId
    needs: tuple[Regex, ...]
    called: Annotated[tuple[Plain, ...], AsMany("needs")]
    """What the message calls each of them."""
    parts: Annotated[Regex, Groups("n")]
    """Finds a list of parts to its end, with the group `n` for how many there are said to be."""
    names: tuple[Regex, ...]
    """What each section is called at the least, in one way or another: the first is shown."""
    section: SectionId
    instead: Annotated[tuple[Regex, ...], AsMany("needs")]
    """How each of `needs` is told where it stands in this section: in words that are only its."""
    miscounted: Annotated[str, Names("text", "words", "said", "named", "unnamed")]
    beyond: Annotated[str, Names("text", "words", "said", "named", "unnamed")]
    """Where every section is named, and still there are said to be more or fewer."""


class EditionDue(Check, frozen=True, kw_only=True):
    """A report is written in the edition that its year is due in."""

    message: Annotated[str, Names("year", "due", "edition")]


class Dated(Check, frozen=True, kw_only=True):
    """The date under a report is a day of the calendar, in the year after the report's.

    `message` is for a day that no calendar has.
    """

    message: Annotated[str, Names("text", "words", "year")]
    early: Annotated[str, Names("text", "words", "year")]
    """A warning, for a day before the year was over."""
    late: Annotated[str, Names("text", "words", "year")]
    """A warning, for a day more than a year after that."""
