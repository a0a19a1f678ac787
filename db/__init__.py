"""Facts on disk. The only package that imports SQLAlchemy."""
