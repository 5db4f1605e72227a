"""The vocabulary of checks over texts. Every `words`, `noun` ... is a regular expression.

They are tried on a text as `app.checks.reading` makes it: white space gone, each exact figure a
`#`, each inexact one a `≈`, the report's year `Ｙ`, the year before `Ｘ`, the year after `Ｚ`, any
other year `Ｏ`. The words of `Shorthand` may stand in them in braces.
"""

import re

from app.forms.base import Check, Declared


class Shorthand(Declared, frozen=True, kw_only=True, tag_field="kind", tag="shorthand"):
    """Pieces that the expressions of an edition share."""

    name: str
    words: str


class Mention(Declared, frozen=True, kw_only=True, tag_field="kind", tag="mention"):
    """A quantity of the tables, and how texts name its number. R20 and its sentence: `Scope`."""

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


class Rows(Declared, frozen=True, kw_only=True, tag_field="kind", tag="rows"):
    """Rows of a table that texts call by their labels: each is a quantity, as by a `Mention`."""

    cells: tuple[str, ...]
    bare: str
    """What of a label is not its name: its number, what stands in brackets."""
    said: dict[str, str]
    """Pieces of labels that texts leave out or say in other words: an expression for each."""
    least: int
    """A label of fewer letters says nothing by itself."""
    unless: str = ""
    unless_sentence: str = ""
    needs: str = ""
    about: tuple[str, ...] = ()


class Topic(Declared, frozen=True, kw_only=True):
    """What a sentence speaks of, and the cells that belong to it."""

    words: str
    cells: tuple[str, ...]


class Outcomes(Declared, frozen=True, kw_only=True, tag_field="kind", tag="outcomes"):
    """Columns of one label under several headings: the heading is what was named last before."""

    topics: tuple[Topic, ...]
    """What the headings are called, the longer names first."""
    said: dict[str, str]
    """As in `Rows`."""
    least: int
    unless: str = ""
    needs: str = ""
    about: tuple[str, ...] = ()


class Scope(Check, frozen=True, kw_only=True):
    """A number in a text that names a quantity differs from the tables; how texts are read."""

    words: str
    """What keeps any number of its clause from being the table's."""
    elsewhen: str
    """The same anywhere before it in the sentence: many years together."""
    departments: str
    """As `words`, in the report of a department or a township only: the whole town's number."""
    never: str
    """What denies the nouns that follow it in the clause."""
    denied: str
    """What, right after a noun, shows that something else of it was denied."""
    denied_before: str
    """The same, between the denial and the noun."""
    denied_after: str
    """What denies the nouns that it follows."""
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
    others: str
    """Not where one of these stands before it in the sentence: it speaks of something else."""
    topics: tuple[Topic, ...]
    """Those named before it in its sentence are meant, else those in its paragraph."""


class Parts(Check, frozen=True, kw_only=True):
    """Parts named after a total add up to it: never to more, and not to less where they are all."""

    among: str
    """Words that begin a list of parts."""
    complete: str
    """Those of them by which the list says that it is all."""
    kinds: tuple[str, ...]
    """Lists that are all because of what they name: ways of arrival, applicants."""
    open: str
    """Words that leave a list open."""
    breaks: str
    """Words in a list after which it counts anew."""
    rest: str
    """What, right before a number, says that it is all that is left: the list is all."""
    totals: str
    """What, in the clause of a number, calls it a total where no word begins the list."""


class Fees(Check, frozen=True, kw_only=True):
    """Fees for information: items make the total, amounts are possible, and all sections agree."""

    amount: str
    """Finds the sum, its # the last of the expression."""
    count: str
    """Finds for how many requests."""
    unless: str
    none: str
    """How the section says that there was nothing."""
    section: str
    cells: tuple[str, ...] = ()
    step: int
    stepped: str
    denied: str
    untold: str
    """A hint: fees in the text, none in `cells`."""


class Shares(Check, frozen=True, kw_only=True):
    """A percentage recomputes from its number and a total named before it or in the tables."""

    words: str
    """From the number's # to the #% of its share."""
    marked: str
    """What, before a number in its clause, calls it a total."""
    among: str
    """What, after it, begins its parts."""
    portion: str
    """What, between a number and the next, makes this a part of that."""
    totals: tuple[str, ...]
    """Sums of cell patterns, joined by +."""
    beyond: str
    """For shares of one list that make more than the whole."""
    whole: str
    """The cell that a list is complete for where it names all that the cell adds up."""
    short_of: str
    """For shares of such a list that do not make the whole."""


class Growth(Check, frozen=True, kw_only=True):
    """A change recomputes from its own sentence, and from last year's report; `message` is of this.

    {now} and {before} are the numbers, {change} and {percent} what they make.
    """

    words: tuple[str, ...]
    """Find the change: its number is the group `change` (none: it is the same), the number before
    it the group `base`, the number after it the group `now`."""
    down: str
    """What in it says that it is less."""
    earlier: str
    """Finds, to its #, a number of last year that the sentence tells before."""
    long_ago: str
    """What in it names another year than the last."""
    own: str
    """Said of what the sentence itself contradicts."""
    other: str
    """Said where last year's report has another number ({before}) than the sentence ({now})."""


class ReportYear(Check, frozen=True, kw_only=True):
    """Title, period and sentences speak of the report's year; `message` is about the title.

    Its expressions are tried on the text itself, white space gone.
    """

    period: str
    """Finds a period: the groups y1 m1 d1 y2 m2 d2, of which y2 may be missing."""
    stated: str
    """What names, shortly before, the period that counts."""
    cut: str
    """Finds a period of which digits may be missing, in the group `period`."""
    wrong_period: str
    begin: str
    """Finds how a sentence begins with a year, in the group `year`."""
    unless: str
    """What in such a sentence shows that the other year is meant."""
    plans: str
    """The same, for a year to come."""
    text: str
    """A warning, for such a sentence about another year."""
    carried: str
    """Finds the year `from` which, or `into` which, requests were carried over."""
    wrong_carried: str
    """A warning, for the wrong one."""


class Stale(Check, frozen=True, kw_only=True):
    """Words that fit another year or another organ; {year} in them is the report's."""

    words: str
    sections: tuple[str, ...]
    levels: tuple[str, ...] = ()
    """Only for these; empty: all."""


class OwnName(Check, frozen=True, kw_only=True):
    """An organ calls itself what it is, and signs with its own name."""

    selves: tuple[str, ...]
    """Kinds of organ: 我X is said by one that has X in its name."""
    after: str
    """What follows 我X where it is no other word."""
    subject: str
    """A sentence that begins with an organ: its `words`, its place's `name` and `kind`."""
    no_place: str
    """What such a name has where it names no place."""
    other: str
    """For an organ of another place of the same kind as one in the own name."""
    signature: str
    """A line of the closing with an organ's name as its first group."""
    common: str
    """What any organ's name may have."""
    signed: str


class Needed(Check, frozen=True, kw_only=True):
    """A text must be there, and say something."""

    text: str
    empty: str = ""
    """This is as good as nothing. Empty: only `words` counts."""
    least: int = 0
    short: str = ""
    """For fewer characters than `least`; a warning."""
    words: tuple[str, ...]
    lacking: str = ""
    """For a text in which one of `words` is not found, a warning; empty: `message`."""


class Length(Check, frozen=True, kw_only=True):
    """A section of not more than so many characters, white space and headings not counted."""

    section: str
    most: int


class Deadline(Check, frozen=True, kw_only=True):
    """The day by which a report is due in the year after."""

    days: tuple[str, ...]
    """`level month-day`."""


class Superseded(Declared, frozen=True, kw_only=True):
    """What has been replaced, and by what."""

    words: str
    """Finds it wherever it stands, in the group `number`."""
    right: str
    message: str = ""
    """Empty: the check's."""


class Citation(Check, frozen=True, kw_only=True):
    """The documents that a report cites are those of its edition."""

    words: str
    """Finds a citation, with the group `number`."""
    number: str
    """The right one; any brackets will do."""
    stale: tuple[Superseded, ...]
    past: str
    """What, shortly before a replaced one, shows that it is meant as such."""


class Doubled(Check, frozen=True, kw_only=True):
    """Letters written twice, where the words with them once are known.

    Known are the form's labels, whatever stands elsewhere in the report, and `known`.
    """

    known: tuple[str, ...]
    sound: str
    """What is rightly written twice."""


class Numbering(Check, frozen=True, kw_only=True):
    """Numbered headings inside a text begin at one and miss none."""

    top: str
    """For a heading of the sections' own kind inside a text."""


class Lead(Check, frozen=True, kw_only=True):
    """The opening paragraph names its period, its contact and as many parts as it says."""

    text: str
    needs: tuple[str, ...]
    called: tuple[str, ...]
    """What the message calls each of them."""
    parts: str
    """Finds a list of parts to its end, with the group `n` for how many there are said to be."""
    names: tuple[str, ...]
    """What each section is called at the least, in one way or another: the first is shown."""
    section: str
    instead: tuple[str, ...]
    """How each of `needs` is told where it stands in this section: in words that are only its."""
    miscounted: str
    beyond: str
    """Where every section is named, and still there are said to be more or fewer."""


class EditionDue(Check, frozen=True, kw_only=True):
    """A report is written in the edition that its year is due in."""


class Dated(Check, frozen=True, kw_only=True):
    """The date under a report is a day of the calendar, in the year after the report's.

    `message` is for a day that no calendar has.
    """

    early: str
    """A warning, for a day before the year was over."""
    late: str
    """A warning, for a day more than a year after that."""


TEXT_KINDS = (
    Mention | Rows | Outcomes | Scope | Claim | Parts | Fees | Shares | Growth | ReportYear | Stale
    | OwnName | Needed | Length | Deadline | Citation | Numbering | Lead | Doubled | EditionDue
    | Dated
)  # fmt: skip


def written_out(words: str, short: dict[str, str]) -> str:
    """The expression with its shorthands in full; other braces are the expression's own.

    Raises:
        KeyError: there is no such shorthand.
    """
    return re.sub(r"\{([a-z_]+)\}", lambda found: short[found[1]], words)
