"""Names of series: the doors other rooms use.

`series_refs` reads a name with its position, `series_notes` finds series in titles and subtitles,
`series_places` the number in a known series, and `series_identity` tells which names mean the same series.
"""

from mamcrawler.library.series_identity import same_series, series_key
from mamcrawler.library.series_notes import TitledSeries, series_from_subtitle, series_from_title
from mamcrawler.library.series_places import position_in, volume, volume_range
from mamcrawler.library.series_refs import SeriesRef, parse_series, read_note

__all__ = [
    "SeriesRef",
    "TitledSeries",
    "parse_series",
    "position_in",
    "read_note",
    "same_series",
    "series_from_subtitle",
    "series_from_title",
    "series_key",
    "volume",
    "volume_range",
]
