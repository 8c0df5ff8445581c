"""The page in a real browser: the key, what it shows, running a job, and a phone."""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mamcrawler.accounts.keys import create_key
from mamcrawler.app.factory import create_app
from mamcrawler.foundation.runtime import Runtime
from mamcrawler.library.works import ensure_book
from mamcrawler.wanted.service import want
from mamcrawler.worker.process import Worker

# What a page shows does not depend on the engine below.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        message = "Chromium is not installed; tests/system-packages.sh installs it"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def key(runtime: Runtime) -> str:
    at = runtime.clock.now()
    with runtime.db.session() as session:
        book = ensure_book(session, title="The Lantern Archive", authors=["Mira Oakhollow"], at=at)
        want(session, book_id=book.id, reason="asked", by="tester", at=at)
        return create_key(session, "tester", "admin", at=at)[1]


@pytest.fixture
def address(runtime: Runtime, key: str) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(runtime, background=Worker(runtime))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(params=[{"width": 1280, "height": 900}, {"width": 360, "height": 740}], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param)
    shown = context.new_page()
    errors: list[Any] = []
    shown.on("pageerror", lambda error: errors.append(error))
    shown.goto(address)
    yield shown
    context.close()
    assert errors == []


def enter(page: Page, key: str) -> None:
    page.get_by_label("API key").fill(key)
    page.get_by_role("button", name="Open").click()


def test_the_page_shows_what_the_api_says(page: Page, key: str) -> None:
    enter(page, key)
    expect(page.locator("#wanted")).to_contain_text("The Lantern Archive")
    expect(page.locator("#downloads")).to_contain_text("Nothing yet.")
    expect(page.locator("#remotes")).to_contain_text("Set MAMCRAWLER_AUDIOBOOKSHELF__URL")
    expect(page.locator("#standing")).to_contain_text("The tracker was not read yet.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_wrong_key_is_refused_with_a_sentence(page: Page) -> None:
    enter(page, "mc_00000000_wrong")
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.locator("#inside")).to_be_hidden()


def test_a_job_is_run_from_the_page_and_shows_how_it_ended(page: Page, key: str) -> None:
    enter(page, key)
    job = page.locator("#jobs li").filter(has_text="wanted.plan")
    job.get_by_role("button").click()
    expect(job).to_contain_text("nothing to do")
