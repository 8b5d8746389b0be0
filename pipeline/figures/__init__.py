"""The judged term added up: metrics to figures, tables, charts and sentences, finished for the renderers."""
