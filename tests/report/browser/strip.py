"""What the heat strip shows."""

import re


def ticks(page) -> dict[str, list[int]]:
    """Return where the ticks of each severity stand."""
    paths = page.locator(".ribbon .tick").evaluate_all(
        "all => all.map(tick => [tick.classList[1], tick.getAttribute('d')])"
    )
    return {severity: [int(at) for at in re.findall(r"M(\d+) ", path)] for severity, path in paths}
