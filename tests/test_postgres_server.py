"""The server that other tests stand on is real, private and clean."""

import pytest
from sqlalchemy import create_engine, text

from tests.postgres_server import PostgresServer


def _ask(url: str, statement: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        engine.dispose()


@pytest.mark.postgresql
def test_each_database_is_empty(postgres_url: str) -> None:
    count = "select count(*) from information_schema.tables where table_schema = 'public'"
    assert _ask(postgres_url, count) == 0
    _ask(postgres_url, "create table receipt (name text)")
    assert _ask(postgres_url, count) == 1


@pytest.mark.postgresql
def test_databases_are_copies_of_a_template_and_strangers_to_each_other(postgres_server: PostgresServer) -> None:
    first = postgres_server.create()
    _ask(postgres_server.url(first), "create table applicant (name text)")
    _ask(postgres_server.url(first), "insert into applicant values ('㼆·𬍛')")
    second = postgres_server.create(template=first)
    _ask(postgres_server.url(first), "delete from applicant")
    assert _ask(postgres_server.url(second), "select name from applicant") == "㼆·𬍛"
    for name in (second, first):
        postgres_server.drop(name)


@pytest.mark.postgresql
def test_the_server_listens_on_no_network(postgres_url: str) -> None:
    assert _ask(postgres_url, "show listen_addresses") == ""


def test_every_engine_answers(database_url: str) -> None:
    assert _ask(database_url, "select 1 + 1") == 2
