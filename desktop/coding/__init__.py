"""Code lines and their reasons from what was recorded: `rules.code`.

Beside it: `services.check_services` for recorded visit codes, `results.with_results` for pathology, `overrides` for
lines changed by hand, `why.why` for the grounds of a line, `request.read_request` for a line of JSON.
"""
