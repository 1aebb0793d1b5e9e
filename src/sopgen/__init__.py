"""sopgen: SOP Administrasi Pemerintahan from one YAML file to the official document."""

__version__ = "0.1.0"
