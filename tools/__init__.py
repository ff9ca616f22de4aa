"""Build-time tools: bank, fences, pages, labs, runtime, site. `python -m tools` lists the commands."""
