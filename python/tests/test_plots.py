"""Pictures draw what the tables hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
import sim_run
from matplotlib.axes import Axes
from matplotlib.figure import Figure


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def texts(axes: Axes) -> str:
    labels = [axes.get_title(loc="left"), axes.get_xlabel(), axes.get_ylabel()]
    return "\n".join([*labels, *(text.get_text() for text in axes.texts)])


def points(axes: Axes) -> set[tuple[float, ...]]:
    return {tuple(np.asarray(line.get_xdata(), dtype=float)) for line in axes.lines}


def test_effects_are_those_of_the_table(study: sim_run.Study) -> None:
    axes = study.plot.effects()
    rows = study.effects.query("indicator == 'true_cases'")
    drawn = points(axes)
    for row in rows.to_dict("records"):
        assert (row["effect"],) in drawn
        ends = ("ci_low", "ci_high") if np.isnan(row["q05"]) else ("q05", "q95")
        assert tuple(row[end] for end in ends) in drawn
    assert [label.get_text() for label in axes.get_yticklabels()] == rows["scenario"].tolist()
    assert "Change against small-baseline (persons)" in texts(axes)
    assert "trafficking" in texts(axes)


def test_shares_of_draws_are_written(study: sim_run.Study) -> None:
    effects = study.effects.dropna(subset="p_decrease")
    indicator = effects["indicator"].iloc[0]
    rows = effects[effects["indicator"] == indicator]
    said = texts(study.plot.effects(str(indicator)))
    for share in rows["p_decrease"]:
        assert f"{share:.0%} of draws" in said


def test_scenarios_are_chosen_in_order(study: sim_run.Study) -> None:
    axes = study.plot.effects("spent_usd", scenarios=["both", "sessions"])
    assert [label.get_text() for label in axes.get_yticklabels()] == ["both", "sessions"]
    assert "USD" in axes.get_xlabel()
    with pytest.raises(ValueError, match="no scenario none; it has sessions"):
        study.plot.effects(scenarios=["none"])
    with pytest.raises(ValueError, match="no indicator 'none'; it has true_cases"):
        study.plot.effects("none")


def test_months_have_a_panel_for_each_commune(study: sim_run.Study) -> None:
    figure = study.plot.months("departures_irregular", scenarios=["small-baseline", "both"])
    assert [panel.get_title(loc="left") for panel in figure.axes] == ["010903", "010904"]
    bands = study.bands
    for panel in figure.axes:
        for line in panel.lines:
            rows = bands[
                (bands["commune"] == panel.get_title(loc="left"))
                & (bands["scenario"] == line.get_label())
                & (bands["indicator"] == "departures_irregular")
            ]
            assert np.array_equal(np.asarray(line.get_ydata()), rows["mean"].to_numpy())
    highest = bands.query("indicator == 'departures_irregular'")["p95"].max()
    assert figure.axes[0].get_ylim()[1] >= highest
    assert figure.axes[0].get_ylim()[0] == 0
    assert figure.get_supylabel() == "Persons"
    one = study.plot.months(communes=["010904"])
    assert [panel.get_title(loc="left") for panel in one.axes if panel.get_visible()] == ["010904"]
    with pytest.raises(ValueError, match="no commune 999999"):
        study.plot.months(communes=["999999"])


def test_money_has_a_point_for_each_replicate(study: sim_run.Study) -> None:
    axes = study.plot.money()
    offsets: Any = [collection.get_offsets() for collection in axes.collections]
    drawn = np.concatenate([np.asarray(part) for part in offsets])
    assert sorted(map(tuple, drawn)) == sorted(
        study.plane[["cases_averted", "cost_usd"]].itertuples(False, None)
    )
    means = study.costs.query("measure == 'usd_per_case_averted'")
    for quantity in means["quantity"]:
        assert (quantity,) in points(axes)
    assert "persons" in axes.get_xlabel() and "USD" in axes.get_ylabel()


def test_information_is_in_the_order_of_its_worth(study: sim_run.Study) -> None:
    rows = study.voi.dropna(subset="value_cases").sort_values("value_cases", ascending=False, kind="stable")
    axes = study.plot.information(most=4)
    widths = [bar.get_width() for bar in axes.patches]  # type: ignore[attr-defined]  # bars are rectangles
    assert widths == rows["value_cases"].head(4).tolist()
    assert "persons" in axes.get_xlabel()


def test_reach_has_a_stroke_for_each_replicate(study: sim_run.Study) -> None:
    axes = study.plot.reach("both", measure="indirect")
    last = study.reach.query("scenario == 'both' and component == 'any' and month == 12")
    drawn = np.asarray(axes.collections[0].get_offsets())
    assert np.array_equal(drawn[:, 0], last["indirect"].to_numpy())
    assert [label.get_text() for label in axes.get_yticklabels()] == ["010903", "010904"]
    assert "both" in texts(axes)


def test_a_picture_is_drawn_on_given_axes(study: sim_run.Study) -> None:
    figure, (left, right) = plt.subplots(1, 2)
    assert study.plot.effects(ax=left) is left
    assert study.plot.money(ax=right) is right
    assert plt.get_fignums() == [figure.number]


def test_pictures_are_drawn_to_the_end(study: sim_run.Study) -> None:
    """Layout and fonts are at work only when a picture is drawn."""
    plot = study.plot
    for made in (plot.effects(), plot.months(), plot.money(), plot.information(), plot.reach()):
        figure = made if isinstance(made, Figure) else made.figure
        figure.canvas.draw()
        assert all(axes.get_xlabel() or figure.get_supxlabel() for axes in figure.axes if axes.get_visible())


def overlap(figure: Figure) -> bool:
    """Whether a legend lies on the title or beyond the picture."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    legend = figure.legends[0].get_window_extent(renderer)
    title = figure._suptitle.get_window_extent(renderer)  # type: ignore[attr-defined]
    return bool(legend.overlaps(title)) or legend.x1 > figure.bbox.x1 or title.x1 > figure.bbox.x1


def test_the_legend_of_months_hides_nothing(study: sim_run.Study) -> None:
    code = str(study.bands["commune"].iloc[0])
    for scenarios in [None, study.scenarios]:
        figure = study.plot.months("spent_usd", communes=[code], scenarios=scenarios)
        assert not overlap(figure)
    assert figure.get_supylabel() == "USD"


def test_what_cannot_be_drawn_is_told(study: sim_run.Study) -> None:
    plot = study.plot
    pictures: list[Callable[[], object]] = [
        lambda: plot.effects(scenarios=[]),
        lambda: plot.months(communes=[]),
        lambda: plot.months(scenarios=[]),
        lambda: plot.information(most=0),
        lambda: plot.reach(measure="zzz"),
    ]
    for draw in pictures:
        with pytest.raises(ValueError):
            draw()
    one = str(study.effects["scenario"].iloc[0])
    assert [label.get_text() for label in plot.effects(scenarios=one).get_yticklabels()] == [one]
