"""Run by Alembic for every migration; the connection is handed over by foundation.schema."""

from alembic import context
from sqlalchemy import Connection

from mamcrawler.foundation.db import Base
from mamcrawler.foundation.rooms import import_from_rooms
from mamcrawler.foundation.schema import render_type

import_from_rooms("models")
connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    compare_type=True,
    render_item=render_type,
    include_object=context.config.attributes.get("include_object"),
)
with context.begin_transaction():
    context.run_migrations()
