"""Reads the metric `seconds` of the run `base`."""


def check(store, names, output):  # noqa: ARG001
    runs = store.search_runs([experiment.experiment_id for experiment in store.search_experiments()])
    named = [run for run in runs if run.info.run_name == "base"]
    if not named:
        raise Wrong("There is no run named `base`. Keep the name that the script gives it.")
    run = named[0]
    if run.data.params.get("rounds") != "40" or run.data.params.get("layers") != "[64, 32]":
        raise Wrong("The settings of `base` are not those of the script. Leave the first part as it is.")
    value = run.data.metrics.get("seconds")
    if value is None and "seconds" in run.data.params:
        raise Wrong("`seconds` is a parameter. An estimate may change and be compared as a number: log it as a metric.")
    if value is None and any("seconds" in other.data.metrics for other in runs):
        raise Wrong(
            "`base` has no metric `seconds`; another run has it, which the call opened. Log by the id of `base`."
        )
    if value is None:
        raise Wrong("`base` has no metric `seconds`. Log what the function returns.")
    if value > 1e6:
        raise Wrong(
            f"`seconds` is {value:.3g}. Parameters come back as text, and text times a number is the text many times over."
        )
    if value == 960:
        raise Wrong(
            "`seconds` is 960. `rounds` is a number now, but `layers` counts its 8 characters, "
            "and `augment` counts as true, being text."
        )
    if value == 240:
        raise Wrong(
            "`seconds` is 240, three times too much: text that is not empty is true, also `False`. "
            "Compare it with the text."
        )
    if value == 320:
        raise Wrong(
            "`seconds` is 320: `layers` counts as 8, the characters of its text. Make a list of two numbers of it."
        )
    if value != 80:
        raise Wrong(f"`seconds` is {value}, not 80: 40 rounds, 2 layers, no augmentation. Convert all three settings.")
