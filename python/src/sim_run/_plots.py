"""Pictures of the tables of a result. Each draws what a table holds; nothing is computed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from ._tables import needed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

    from ._study import Study

# The colours of Okabe and Ito, which people with any colour vision can tell apart; the baseline is grey.
# Shapes and dashes go with them, for print without colour.
_BASELINE = "#6b7078"
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
_MARKERS = ("o", "s", "^", "D", "v", "P")
_DASHES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1, 1, 1)))
_SOFT = "#545b66"
# Of more scenarios a legend would be taller than its picture.
_MOST_NAMES = 15
_LINE = "#dcdad4"


class Plots:
    """Pictures of a study, as ``study.plot``. Each returns the axes that it has drawn on.

    Args:
        study: the result.

    Raises:
        ImportError: matplotlib is not installed.
    """

    def __init__(self, study: Study) -> None:
        needed("matplotlib", "plot")
        self._study = study

    def effects(
        self,
        indicator: str = "true_cases",
        *,
        scenarios: Sequence[str] | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """How far the effect of each scenario ranges over the draws of what is not known.

        Thick: half of the draws (q25 to q75); thin: nine in ten (q05 to q95); both with chance taken out.
        The dot is the mean. Where draws do not differ by more than chance, or there are none, a dashed line
        is the 95% interval of the mean. At the right is the share of the draws with a lower value.

        Args:
            indicator: column of ``outcomes``, in its unit.
            scenarios: those to draw, in this order; by default all.
            ax: axes to draw on.

        Raises:
            ValueError: no row is of that indicator or scenario.
        """
        rows = self._chosen("effects", "indicator", indicator, scenarios)
        axes = _axes(ax, 7.2, 1.6 + 0.42 * len(rows))
        has_ranges, has_intervals = False, False
        for place, row in enumerate(_records(rows)):
            colour, _, _ = self._look(row.scenario)
            if pd.notna(row.q05):
                has_ranges = True
                axes.plot([row.q05, row.q95], [place, place], color=colour, lw=1.6, solid_capstyle="butt")
                axes.plot(
                    [row.q25, row.q75], [place, place], color=colour, lw=7, solid_capstyle="butt", alpha=0.55
                )
            elif pd.notna(row.ci_low):
                has_intervals = True
                axes.plot([row.ci_low, row.ci_high], [place, place], color=colour, lw=1.6, ls=(0, (3, 2)))
            face = colour if pd.notna(row.q05) else "white"
            axes.plot(row.effect, place, "o", ms=6, mfc=face, mec=colour, mew=1.5, zorder=3)
            if pd.notna(row.p_decrease):
                axes.annotate(
                    f"{row.p_decrease:.0%} of draws",
                    (1.02, place),
                    xycoords=("axes fraction", "data"),
                    va="center",
                    color=_SOFT,
                )
        if has_ranges:
            axes.annotate(
                "lower in", (1.02, 1.02), xycoords="axes fraction", va="bottom", color=_SOFT, fontsize="small"
            )
        _rows(axes, list(rows["scenario"]))
        axes.axvline(0, color=_SOFT, lw=1)
        unit = rows["unit"].iloc[0]
        _grouped(axes.xaxis)
        axes.set_xlabel(f"Change against {rows['baseline'].iloc[0]} ({unit})")
        keys = []
        if has_ranges:
            keys.append("Thick: half of the draws; thin: nine in ten; dot: mean.")
        if has_intervals:
            keys.append("Dashed: 95% interval of the mean.")
        _title(axes, self._meaning("outcomes", indicator), " ".join(keys))
        return axes

    def months(
        self,
        quantity: str = "trafficked",
        *,
        scenarios: Sequence[str] | None = None,
        communes: Sequence[str] | None = None,
    ) -> Figure:
        """The course of a quantity month by month, a panel for each commune.

        The line is the mean over the replicates, the band the 5th to 95th percentile.

        Args:
            quantity: column of ``monthly`` that ``bands`` has, in its unit.
            scenarios: those to draw; by default the baseline and the last.
            communes: codes; by default all.

        Returns:
            The figure, with a panel for each commune.

        Raises:
            ValueError: no row is of that quantity, scenario or commune.
            TableNotFoundError: the result was written with ``detail="summary"``.
        """
        pyplot = needed("matplotlib.pyplot", "plot")
        bands = self._study.bands
        names = self._study.scenarios or list(bands["scenario"].unique())
        rows = self._chosen(
            "bands",
            "indicator",
            quantity,
            list(dict.fromkeys([names[0], names[-1]])) if scenarios is None else scenarios,
        )
        found = list(rows["commune"].unique())
        codes = _named(communes, "communes") if communes is not None else found
        if unknown := [code for code in codes if code not in found]:
            raise ValueError(f"bands has no commune {', '.join(unknown)}; it has {', '.join(found)}")
        across = min(5, len(codes))
        down = -(-len(codes) // across)
        figure, grid = pyplot.subplots(
            down,
            across,
            sharex=True,
            sharey=True,
            squeeze=False,
            figsize=(max(5.5, 2.1 * across), 1.5 + 1.75 * down),
            layout="constrained",
        )
        panels = list(grid.flat)
        for panel in panels[len(codes) :]:
            panel.set_visible(False)
        for panel, code in zip(panels, codes, strict=False):
            for scenario, course in rows[rows["commune"] == code].groupby(
                "scenario", observed=True, sort=False
            ):
                colour, _, dash = self._look(str(scenario))
                panel.fill_between(
                    course["month"], course["p05"], course["p95"], color=colour, alpha=0.18, lw=0
                )
                panel.plot(
                    course["month"], course["mean"], color=colour, ls=dash, lw=1.6, label=str(scenario)
                )
            panel.set_title(code, fontsize="small", color=_SOFT, loc="left")
            _clean(panel)
        # Panels share their axis; only now is everything on it.
        panels[0].set_ylim(bottom=min(0, panels[0].get_ylim()[0]) if (rows["p05"] < 0).any() else 0)
        figure.supxlabel("Month of the run", fontsize="medium")
        unit = self._unit("monthly", quantity)
        figure.supylabel(unit[:1].upper() + unit[1:] or quantity, fontsize="medium")
        handles, labels = panels[0].get_legend_handles_labels()
        # Below the panels, where it hides nothing however many there are, in as many columns as fit.
        fit = max(1, int(figure.get_figwidth() / (0.5 + 0.09 * max(map(len, labels)))))
        figure.legend(
            handles, labels, loc="outside lower left", ncols=min(fit, len(labels)), frameon=False
        )
        letters = int(13 * figure.get_figwidth())
        key = "Line: mean over the replicates; band: 5th to 95th percentile."
        lines = textwrap.wrap(self._meaning("monthly", quantity), letters) + textwrap.wrap(key, letters)
        figure.suptitle(
            "\n".join(lines),
            x=0.01,
            ha="left",
            fontsize="medium",
        )
        return figure  # type: ignore[no-any-return]  # pyplot is looked up at run time

    def money(self, *, scenarios: Sequence[str] | None = None, ax: Axes | None = None) -> Axes:
        """What is spent beyond the baseline (USD) against the true cases averted (persons).

        Small: a replicate; large: the mean. Below zero at the left are the replicates in which a scenario
        costs money and raises the cases.

        Args:
            scenarios: those to draw; by default all.
            ax: axes to draw on.

        Raises:
            ValueError: there is no such scenario.
        """
        points = self._of_scenarios("plane", self._study.plane, scenarios)
        means = self._chosen("costs", "measure", "usd_per_case_averted", scenarios)
        axes = _axes(ax, 7.2, 4.6)
        for scenario, those in points.groupby("scenario", observed=True, sort=False):
            colour, marker, _ = self._look(str(scenario))
            axes.scatter(
                those["cases_averted"], those["cost_usd"], s=16, color=colour, marker=marker, alpha=0.35, lw=0
            )
        for place, row in enumerate(_records(means)):
            colour, marker, _ = self._look(row.scenario)
            axes.plot(
                row.quantity,
                row.cost_usd,
                marker,
                ms=9,
                mfc=colour,
                mec="white",
                mew=1.2,
                ls="",
                label=row.scenario if place < _MOST_NAMES else None,
            )
        axes.axvline(0, color=_SOFT, lw=1)
        axes.axhline(0, color=_SOFT, lw=1)
        _grouped(axes.yaxis)
        axes.set_xlabel("True cases averted (persons; below 0: more cases)")
        axes.set_ylabel("Spent beyond the baseline (USD)")
        more = len(means) - _MOST_NAMES
        axes.legend(
            title="Scenario" if more <= 0 else f"Scenario (and {more} more)",
            frameon=False,
            loc="upper left",
            bbox_to_anchor=(1, 1),
            alignment="left",
        )
        _clean(axes)
        _title(axes, "Money against cases averted", "Small: a replicate; large: the mean.")
        return axes

    def information(self, *, most: int = 15, ax: Axes | None = None) -> Axes:
        """What knowing something before choosing would be worth, in true cases averted on average.

        Bars are `value_cases` of ``voi``, with one standard error to either side. Filled: resolved.

        Args:
            most: bars at most; those worth most are drawn.
            ax: axes to draw on.

        Raises:
            TableNotFoundError: the study has no draws of parameters.
            ValueError: no value could be told.
        """
        from matplotlib.patches import Patch

        if most < 1:
            raise ValueError(f"most={most}: at least one bar is drawn")
        rows = self._study.voi.dropna(subset="value_cases")
        if rows.empty:
            raise ValueError("voi has no value: there are too few draws")
        rows = rows.sort_values("value_cases", ascending=False, kind="stable").head(most)
        kinds = {
            "evpi": ("everything", _BASELINE),
            "evppi": ("a parameter or an inquiry", _COLOURS[0]),
            "evsi": ("a survey", _COLOURS[1]),
        }
        labels = []
        for row in _records(rows):
            parameter = str(row.parameter)
            # Short as in scenario files.
            name = parameter.removeprefix("parameters.")
            if parameter.startswith("tag:"):
                name = f"inquiry: {parameter[4:]}"
            labels.append(f"{name} (n = {row.n:,})" if pd.notna(row.n) else name)
        axes = _axes(ax, 6.6 + 0.07 * max(map(len, labels)), 1.5 + 0.32 * len(rows))
        for place, row in enumerate(_records(rows)):
            colour = kinds.get(row.kind, ("", _SOFT))[1]
            face = colour if row.verdict == "resolved" else "white"
            axes.barh(place, row.value_cases, height=0.62, color=face, edgecolor=colour, lw=1.4)
            axes.errorbar(row.value_cases, place, xerr=row.se, color="#1d2129", lw=1.1, capsize=2.5, ls="")
        _rows(axes, labels)
        axes.axvline(0, color=_SOFT, lw=1)
        axes.set_xlabel("More true cases averted on average (persons)")
        seen = [kind for kind in kinds if (rows["kind"] == kind).any()]
        axes.legend(
            handles=[Patch(color=kinds[kind][1], label=kinds[kind][0]) for kind in seen],
            title="To know",
            frameon=False,
            loc="upper left",
            bbox_to_anchor=(1, 1),
            alignment="left",
        )
        _title(
            axes,
            "What is worth finding out before choosing",
            "Filled: resolved; white: not told from none. Lines: one standard error.",
        )
        return axes

    def reach(
        self,
        scenario: str | None = None,
        *,
        component: str = "any",
        measure: str = "direct",
        ax: Axes | None = None,
    ) -> Axes:
        """Persons reached by the end of the run in each commune, a stroke for each replicate.

        Args:
            scenario: by default the last.
            component: ``awareness``, ``savings``, ``services`` or ``any``.
            measure: column of ``reach``, persons: ``direct``, ``indirect``, ``with_families`` and others.
            ax: axes to draw on.

        Raises:
            ValueError: there is no such scenario or component.
            TableNotFoundError: the result was written with ``detail="summary"``.
        """
        frame = self._study.reach
        if measure not in frame.columns or not pd.api.types.is_numeric_dtype(frame[measure]):
            raise ValueError(f"reach has no measure {measure!r}; it has direct, indirect, with_families …")
        name = scenario if scenario is not None else self._study.scenarios[-1]
        rows = self._chosen("reach", "component", component, [name])
        rows = rows[rows["month"] == rows["month"].max()]
        codes = list(rows["commune"].unique())
        axes = _axes(ax, 7.2, 1.5 + 0.32 * len(codes))
        colour, _, _ = self._look(name)
        places = rows["commune"].map({code: place for place, code in enumerate(codes)})
        # Strokes, which lie side by side where dots would lie on each other.
        axes.scatter(rows[measure], places, s=110, color=colour, marker="|", alpha=0.5, lw=1.2)
        _rows(axes, codes)
        axes.set_xlim(left=0)
        _grouped(axes.xaxis)
        axes.set_xlabel("Persons, each counted once")
        axes.set_ylabel("Commune")
        _title(
            axes,
            f"{self._meaning('reach', measure)}: {name}",
            f"Component: {component}, at the end of the run. A stroke for each replicate.",
        )
        return axes

    def frontier(self) -> Figure:
        """The mixes that ``sim_run.optimise`` compared, a panel for each budget, best first.

        The dot is the mean gain over the baseline, in the unit of the objective; thick its 95% interval,
        thin nine replicates in ten. At the right is the mean spending in USD.

        Returns:
            The figure, with a panel for each budget.

        Raises:
            TableNotFoundError: the result is not of ``optimise``.
        """
        pyplot = needed("matplotlib.pyplot", "plot")
        rows = self._study.frontier
        budgets = rows["budget"].unique().tolist()
        counts = [int((rows["budget"] == budget).sum()) for budget in budgets]
        figure, grid = pyplot.subplots(
            len(budgets),
            1,
            sharex=True,
            squeeze=False,
            figsize=(7.2, 1.3 + sum(0.7 + 0.3 * count for count in counts)),
            height_ratios=[1 + 0.5 * count for count in counts],
            layout="constrained",
        )
        for panel, budget in zip(grid.flat, budgets, strict=True):
            those = rows[rows["budget"] == budget].sort_values("rank")
            for place, row in enumerate(_records(those)):
                colour = _BASELINE if row.listed else _COLOURS[0]
                panel.plot([row.q05, row.q95], [place, place], color=colour, lw=1.6, solid_capstyle="butt")
                interval = [row.ci_low, row.ci_high]
                panel.plot(interval, [place, place], color=colour, lw=7, solid_capstyle="butt", alpha=0.5)
                panel.plot(
                    row.averted, place, "o", ms=6, mfc="white" if row.listed else colour, mec=colour, mew=1.5
                )
                panel.annotate(
                    f"USD {row.cost_usd:,.0f}",
                    (1.02, place),
                    xycoords=("axes fraction", "data"),
                    va="center",
                    color=_SOFT,
                )
            _rows(panel, those["mix"].tolist())
            panel.axvline(0, color=_SOFT, lw=1)
            panel.set_title(f"Within USD {budget:,.0f}", loc="left", fontsize="medium")
            _grouped(panel.xaxis)
        panel.set_xlabel("Mean gain over the baseline (unit of the objective)")
        figure.suptitle(
            "The best mix within each budget\n"
            "Thick: 95% interval of the mean; thin: nine replicates in ten.\n"
            "Blue: found by the search; grey: listed by the study.",
            x=0.01,
            ha="left",
            fontsize="medium",
        )
        return figure  # type: ignore[no-any-return]  # pyplot is looked up at run time

    def _chosen(self, table: str, column: str, value: str, scenarios: Sequence[str] | None) -> pd.DataFrame:
        frame = self._study.table(table)
        rows = frame[frame[column] == value]
        if rows.empty:
            values = ", ".join(map(str, frame[column].unique()))
            raise ValueError(f"{table} has no {column} {value!r}; it has {values}")
        return self._of_scenarios(table, rows, scenarios)

    @staticmethod
    def _of_scenarios(table: str, rows: pd.DataFrame, scenarios: Sequence[str] | None) -> pd.DataFrame:
        if scenarios is None:
            return rows
        scenarios = _named(scenarios, "scenarios")
        found = list(rows["scenario"].unique())
        if unknown := [name for name in scenarios if name not in found]:
            raise ValueError(f"{table} has no scenario {', '.join(unknown)}; it has {', '.join(found)}")
        order = {name: place for place, name in enumerate(scenarios)}
        rows = rows[rows["scenario"].isin(scenarios)]
        return rows.sort_values(
            "scenario", key=lambda names: names.astype(object).map(order).astype(int), kind="stable"
        )

    def _look(self, scenario: str) -> tuple[str, str, Any]:
        """Colour, marker and dashes of a scenario, the same in every picture of the study."""
        names = self._study.scenarios
        index = names.index(scenario) - 1 if scenario in names else 0
        if index < 0:
            return _BASELINE, "o", "-"
        # As many looks as there are colours and markers that do not go together at first.
        shift = index // len(_COLOURS)
        turned = (index + shift) % len(_MARKERS)
        return _COLOURS[index % len(_COLOURS)], _MARKERS[turned], _DASHES[turned]

    def _meaning(self, table: str, column: str) -> str:
        if table not in self._study.tables:
            # A result for publication does not have every table.
            words = column.replace("_", " ")
            return words[:1].upper() + words[1:]
        columns = self._study.describe(table)
        return str(columns["description"].get(column, column) or column)

    def _unit(self, table: str, column: str) -> str:
        return str(self._study.describe(table)["unit"].get(column, ""))


def _named(names: Sequence[str], what: str) -> list[str]:
    """Names that were asked for: one alone is a list of one.

    Raises:
        ValueError: there are none.
    """
    chosen = [names] if isinstance(names, str) else list(names)
    if not chosen:
        raise ValueError(f"{what}: none is named; leave it out for all")
    return chosen


def _records(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows; their cells are of the types of the data package, which pandas' own types do not know."""
    return iter(frame.itertuples())


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    figure, made = needed("matplotlib.pyplot", "plot").subplots(figsize=(width, height), layout="constrained")
    del figure  # The axes know it.
    return made  # type: ignore[no-any-return]  # pyplot is looked up at run time


def _rows(axes: Axes, labels: Sequence[str]) -> None:
    """Names of the rows at the left, the first on top."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    _clean(axes)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=_LINE, lw=0.7)


def _grouped(axis: Axis) -> None:
    """Numbers with commas between thousands, and a minus that is none of a hyphen."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}".replace("-", "\u2212")))


def _clean(axes: Axes) -> None:
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(_SOFT)
    axes.grid(color=_LINE, lw=0.7)


def _title(axes: Axes, title: str, key: str = "") -> None:
    """What is drawn, and below it what its signs mean."""
    lines = textwrap.wrap(title, 84) + textwrap.wrap(key, 84)
    axes.set_title("\n".join(lines), loc="left", fontsize="medium", pad=18 if key else 8)
