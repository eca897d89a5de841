"""Which numbers corrections changed, machine and corrected side by side."""

from coded_fixtures import ARTICLE, corrected, effects, fix, numbers

import closereading as cr


def test_effects_tell_counts_that_change_within_others():
    assert effects(fix("statements", "change", "sued", quad="MK")) == [
        ["positions", "Togo", "ports", "1 conflict; verbal conflict: 1; material conflict: 0",
         "1 conflict; verbal conflict: 0; material conflict: 1"],
    ]  # fmt: skip
    assert effects(fix("statements", "change", "sued", voice="quoted")) == [
        ["positions", "Togo", "ports", "1 conflict; in the author's voice: 1; quoted: 0",
         "1 conflict; in the author's voice: 0; quoted: 1"],
    ]  # fmt: skip
    assert effects(fix("issue_mentions", "add", "the port", issue="ports")) == [
        ["issues", "", "ports", "1 sentence; passages: 1", "1 sentence; passages: 2"]
    ]
    assert effects(fix("statements", "change", "praised", issues="fish;ports"))[1:] == [
        ["ties", "Ghana and Kenya", "", "1 statement (cooperation); cooperate over: Fish",
         "1 statement (cooperation); cooperate over: Fish, Ports"],
    ]  # fmt: skip


def test_effects_tell_dates_over_an_issue():
    assert effects(fix("events", "change", "fishing", edtf="2025-03-05")) == [
        ["issue_times", "Kenya fishing", "fish", "2025-03-04, happened", "2025-03-05, happened"]
    ]
    assert effects(fix("events", "change", "fishing", basis="relative")) == [
        ["issue_times", "Kenya fishing", "fish", "2025-03-04, happened; basis: stated",
         "2025-03-04, happened; basis: relative"]
    ]  # fmt: skip
    assert effects(fix("events", "delete", "fishing")) == [
        ["issue_times", "Kenya fishing", "fish", "2025-03-04, happened", "none"]
    ]
    assert effects(fix("events", "change", "fishing", headline="Fishing")) == []


def test_effects_set_machine_and_corrected_side_by_side():
    piece = corrected(
        fix("issue_mentions", "delete", "port"),
        fix("statements", "change", "praised", quad="VK"),
        fix("statements", "confirm", "sued"),
    )

    before, after = numbers(ARTICLE), numbers(piece)
    columns = ["table", "name", "label", "machine", "corrected", "sent_ids"]
    assert cr.correction_effects(before, after)[columns].values.tolist() == [
        ["issues", "", "Ports", "1 sentence", "none", "s002"],
        ["issue_actors", "Kenya", "Ports", "1 sentence", "none", "s002"],
        ["issue_actors", "Togo", "Ports", "1 sentence", "none", "s002"],
        ["positions", "Kenya", "Fish", "1 cooperation", "1 conflict", "s001"],
        ["positions", "Togo", "Ports", "1 conflict", "none", "s002"],
        ["ties", "Kenya and Togo", "", "1 statement (conflict); clash over: Ports",
         "1 statement (conflict); clash over: matters outside the codebook", "s002"],
        ["ties", "Ghana and Kenya", "", "1 statement (cooperation)", "1 statement (conflict)", "s001"],
    ]  # fmt: skip
    assert cr.correction_effects(before, before).empty
