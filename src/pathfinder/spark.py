"""A Spark DataFrame of people judged in parallel: the kernel of a batch, applied with `mapInArrow`.

    import pathfinder.spark

    people = session.read.parquet("people/")
    verdicts = pathfinder.spark.judge(people, on="2024-01-15")
    verdicts.write.parquet("verdicts/")

PySpark comes with the extra `pathfinder-advisor[spark]` and needs a Java runtime. The workers need the program too, in
the same version, but no rule files: the rule book is put together once, where `judge` is called, and travels with
the work. A worker process opens it once and keeps it for all partitions that it gets.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import warnings
import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
import pyarrow as pa

from pathfinder.batch.kernel import Kernel
from pathfinder.i18n import _, current_language, use_language, use_rule_sentences
from pathfinder.language.problems import did_you_mean
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules
from pathfinder.values.dates import Day, parse_day
from pathfinder.values.text import inert
from pathfinder.version import __version__

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

CASE, ON, ROW, SAID = "case", "on", "row", "__said"

KEPT = 4
"""So many kernels a worker process keeps: a job seldom asks for more than one."""

_kernels: dict[Work, Kernel] = {}


def judge(
    frame: DataFrame,
    *,
    on: str | dt.date | Day,
    form: str = "wide",
    rules: RuleBook | str | os.PathLike[str] | None = None,
    countries: Collection[str] | None = None,
    errors: bool = True,
) -> DataFrame:
    """Judge every person of a DataFrame.

    `frame` has a column a fact, in its natural type or as text in the notation of CSV, `FACT__said` beside it where it
    is needed, `case`, and `on` where people are asked about on different days; `on` is the day of the others. `form`
    is `wide`, `long`, `best` or `full`; `rules` a rule book or the folder of one, and the rules that come with the
    program where it is not given. With `errors` a person who cannot be judged has a row with the reason in the column
    `error` and nulls beside it; without, that person stops the job, for nobody is ever dropped silently.

    The order of partitions is kept, and what `pathfinder batch` says of a person is what stands here.
    """
    day = day_of(on)
    book = rules if isinstance(rules, RuleBook) else load_rules(rules)
    work = Work.of(book, on=day, form=form, countries=countries, errors=errors)
    schema = _spark_schema(work.kernel().schema)
    known = [f"`{name}`" for name in known_columns(frame.columns, book)]
    return frame.select(*known).mapInArrow(work, schema)


class Work(msgspec.Struct, frozen=True):
    """What travels to the workers: all that a kernel is made from, and the language of the messages.

    `rules` is the rule book as the program keeps it in its cache, compressed; MessagePack cannot execute code.
    `digest` is its hash, by which kernels are told apart.
    """

    program: str
    digest: str
    rules: bytes
    on: Day
    form: str
    countries: tuple[str, ...] | None
    errors: bool
    language: str

    @classmethod
    def of(
        cls,
        book: RuleBook,
        *,
        on: Day,
        form: str,
        countries: Collection[str] | None,
        errors: bool,
    ) -> Work:
        """The work with a rule book."""
        rules = zlib.compress(msgspec.msgpack.encode(book))
        return cls(
            program=__version__,
            digest=hashlib.sha256(rules).hexdigest(),
            rules=rules,
            on=on,
            form=form,
            countries=None if countries is None else tuple(sorted(countries)),
            errors=errors,
            language=current_language(),
        )

    def __hash__(self) -> int:
        return hash(self.digest)

    def kernel(self) -> Kernel:
        """The kernel of this work; a process makes it once."""
        found = _kernels.get(self)
        if found is None:
            self._check_program()
            book = msgspec.msgpack.decode(zlib.decompress(self.rules), type=RuleBook)
            if current_language() != self.language:
                use_language(self.language)
                use_rule_sentences(book.translations.get(self.language, {}))
            while len(_kernels) >= KEPT:
                del _kernels[next(iter(_kernels))]
            found = _kernels[self] = Kernel(
                book, on=self.on, form=self.form, countries=self.countries, errors=self.errors
            )
        return found

    def _check_program(self) -> None:
        if self.program != __version__:
            message = _("The workers have pathfinder {there}, and the rules come from {here}.")
            raise RuntimeError(message.format(there=__version__, here=self.program))

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Judge the batches of a partition, in a worker."""
        kernel = self.kernel()
        schema = _plain_schema(kernel.schema)
        for batch in batches:
            judged = kernel.judge(batch)
            if judged.refusals and not self.errors:
                first = judged.refusals[0]
                message = _("Somebody cannot be judged: {field}: {reason} ({code})")
                text = message.format(field=first.field, reason=first.message, code=first.code)
                raise ValueError(text)
            yield judged.table.select(schema.names).cast(schema)


def _plain_schema(schema: pa.Schema) -> pa.Schema:
    """A schema without dictionaries, which Spark does not know, and without numbers of rows, which it does not have."""
    fields = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in schema
        if field.name != ROW
    ]
    return pa.schema(fields)


def _spark_schema(schema: pa.Schema) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(_plain_schema(schema))


def known_columns(columns: Iterable[str], book: RuleBook) -> list[str]:
    """The columns to judge by; what else there is, Spark need not read, and a warning names it."""
    facts = book.vocabulary.facts
    known = [name for name in columns if name in (CASE, ON) or name.removesuffix(SAID) in facts]
    for name in columns:
        if name not in known:
            message = _("“{column}” is not a fact, and nobody is judged by it.")
            help = did_you_mean(name.removesuffix(SAID), facts)
            text = f"{message.format(column=inert(name))} {help}".rstrip()
            warnings.warn(text, stacklevel=3)
    return known


def day_of(on: str | dt.date | Day) -> Day:
    """The day that a caller means, as an ordinal."""
    if isinstance(on, dt.date):
        return on.toordinal()
    day = parse_day(on) if isinstance(on, str) else on
    if day is None:
        raise ValueError(f"not a day: {on!r}")
    return day
