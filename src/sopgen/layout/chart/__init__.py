"""The compact flowchart: where its symbols and arrows stand."""

from sopgen.layout.chart.placing import place_chart
from sopgen.layout.chart.sheets import place_sheets

__all__ = ["place_chart", "place_sheets"]
