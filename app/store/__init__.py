"""Adapter: the local SQLite database. The only package that imports sqlalchemy and alembic."""
