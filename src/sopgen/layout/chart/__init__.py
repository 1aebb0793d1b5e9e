"""The compact flowchart: where its symbols and arrows stand."""

from sopgen.layout.chart.placing import place_chart

__all__ = ["place_chart"]
