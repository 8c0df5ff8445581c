"""Settings: environment before database before default, and one clear sentence for each wrong one."""

from pathlib import Path

import pytest

from mamcrawler.foundation.environment import SettingsError, load_settings, setting_fields, with_preferences


def sentences(environment: dict[str, str], stored: dict[str, object] | None = None) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        with_preferences(load_settings(environment), stored or {})
    return refused.value.sentences


def test_nothing_has_to_be_set() -> None:
    settings = load_settings({})

    assert (settings.bind, settings.port, settings.downloads.mode) == ("127.0.0.1", 8787, "propose")


def test_the_environment_is_read_by_section() -> None:
    settings = load_settings(
        {
            "MAMCRAWLER_PORT": "9000",
            "MAMCRAWLER_QBITTORRENT__URL": "http://client.example:8080/",
            "MAMCRAWLER_SELECTION__DRAMATISED": "true",
            "MAMCRAWLER_DOWNLOADS__PATH_MAP": "/downloads=/mnt/torrents; /more=/mnt/more",
            "PATH": "/usr/bin",
        }
    )

    assert settings.port == 9000
    assert settings.qbittorrent.url == "http://client.example:8080"
    assert settings.selection.dramatised is True
    assert settings.downloads.path_map == {"/downloads": "/mnt/torrents", "/more": "/mnt/more"}


def test_an_empty_variable_counts_as_unset() -> None:
    assert load_settings({"MAMCRAWLER_MAM__COOKIE": ""}).mam.cookie is None


def test_the_environment_comes_before_the_database_and_that_before_the_default() -> None:
    stored = {"downloads.mode": "auto", "selection.min_kbps": 96}

    settings = with_preferences(load_settings({"MAMCRAWLER_DOWNLOADS__MODE": "auto_free"}), stored)

    assert (settings.downloads.mode, settings.selection.min_kbps, settings.selection.max_gib) == (
        "auto_free",
        96,
        15,
    )


def test_every_secret_can_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("a-token-of-the-test\n")

    settings = load_settings({"MAMCRAWLER_HARDCOVER__TOKEN_FILE": str(secret)})

    assert settings.hardcover.token is not None
    assert settings.hardcover.token.get_secret_value() == "a-token-of-the-test"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"MAMCRAWLER_PROT": "1"}, "MAMCRAWLER_PROT is not a setting; did you mean MAMCRAWLER_PORT?"),
        (
            {"MAMCRAWLER_MAM__COKIE": "x"},
            "MAMCRAWLER_MAM__COKIE is not a setting; did you mean MAMCRAWLER_MAM__COOKIE?",
        ),
        ({"MAMCRAWLER_PORT": "many"}, "MAMCRAWLER_PORT must be a whole number; it is 'many'."),
        ({"MAMCRAWLER_PORT": "70000"}, "MAMCRAWLER_PORT must be at most 65535; it is '70000'."),
        (
            {"MAMCRAWLER_DOWNLOADS__MODE": "yes"},
            "MAMCRAWLER_DOWNLOADS__MODE must be one of 'propose', 'auto_free' or 'auto'; it is 'yes'.",
        ),
        (
            {"MAMCRAWLER_QBITTORRENT__URL": "localhost:8080"},
            (
                "MAMCRAWLER_QBITTORRENT__URL must be an http or https address such as http://host:port; "
                "it is 'localhost:8080'."
            ),
        ),
        (
            {"MAMCRAWLER_AUDIOBOOKSHELF__URL": "http://me:pw@host"},
            (
                "MAMCRAWLER_AUDIOBOOKSHELF__URL must not contain a user name or password; they have settings "
                "of their own; it is 'http://[hidden]@host'."
            ),
        ),
        (
            {"MAMCRAWLER_HARDCOVER__URL": "http://169.254.169.254/latest"},
            (
                "MAMCRAWLER_HARDCOVER__URL must not be a link-local or cloud metadata address; "
                "it is 'http://169.254.169.254/latest'."
            ),
        ),
        (
            {"MAMCRAWLER_TRACKER__SPACING": "1"},
            "MAMCRAWLER_TRACKER__SPACING must be at least 3.0; it is '1'.",
        ),
        (
            {"MAMCRAWLER_MAM__COOKIE": "short"},
            "MAMCRAWLER_MAM__COOKIE cannot be used: the session value must have 20 to 1,000 characters.",
        ),
        (
            {"MAMCRAWLER_SECRET_KEY": "tooshort"},
            "MAMCRAWLER_SECRET_KEY must be at least 32 bytes long.",
        ),
        (
            {"MAMCRAWLER_SECRET_KEY": "changeme-changeme-changeme-changeme"},
            "MAMCRAWLER_SECRET_KEY must be random, not a word everybody knows.",
        ),
        (
            {"MAMCRAWLER_HARDCOVER__TOKEN_FILE": "/nowhere/token"},
            "MAMCRAWLER_HARDCOVER__TOKEN_FILE names the file /nowhere/token, which cannot be read as text.",
        ),
        (
            {"MAMCRAWLER_HARDCOVER__TOKEN": "a", "MAMCRAWLER_HARDCOVER__TOKEN_FILE": "/b"},
            "MAMCRAWLER_HARDCOVER__TOKEN and MAMCRAWLER_HARDCOVER__TOKEN_FILE are both set; keep one.",
        ),
        (
            {"MAMCRAWLER_CLOCK_SPEED": "60"},
            (
                "The settings do not fit together: the clock may only run faster in the demo "
                "(MAMCRAWLER_DEMO=1)."
            ),
        ),
        (
            {"MAMCRAWLER_MAM__WWW_URL": "https://other.example"},
            (
                "The settings do not fit together: the session cookie only ever goes to the tracker's own "
                "hosts, outside the demo."
            ),
        ),
        (
            {"MAMCRAWLER_TRACKER__RATIO_FLOOR": "1.5"},
            (
                "The tracker settings do not fit together: ratio_floor, ratio_recovery and ratio_warning "
                "must rise in this order."
            ),
        ),
    ],
)
def test_each_wrong_value_gives_one_clear_sentence(environment: dict[str, str], sentence: str) -> None:
    assert sentences(environment) == (sentence,)


def test_every_wrong_value_is_named_at_once() -> None:
    said = sentences({"MAMCRAWLER_PORT": "x", "MAMCRAWLER_SELECTION__MIN_KBPS": "5"})

    assert said == (
        "MAMCRAWLER_PORT must be a whole number; it is 'x'.",
        "MAMCRAWLER_SELECTION__MIN_KBPS must be at least 16; it is '5'.",
    )


def test_an_unknown_name_does_not_hide_a_wrong_value() -> None:
    assert sentences({"MAMCRAWLER_COLOUR": "red", "MAMCRAWLER_PORT": "x"}) == (
        "MAMCRAWLER_COLOUR is not a setting.",
        "MAMCRAWLER_PORT must be a whole number; it is 'x'.",
    )


def test_a_wrong_stored_preference_is_named_as_such() -> None:
    assert sentences({}, {"downloads.mode": "always"}) == (
        "The stored setting downloads.mode must be one of 'propose', 'auto_free' or 'auto'; it is 'always'.",
    )


@pytest.mark.parametrize("name", ["mam.cookie", "port", "downloads.colour"])
def test_the_database_holds_preferences_only(name: str) -> None:
    assert sentences({}, {name: "x"}) == (f"The stored setting {name} does not exist.",)


def test_the_demo_may_use_other_hosts_and_a_fast_clock() -> None:
    settings = load_settings(
        {
            "MAMCRAWLER_DEMO": "1",
            "MAMCRAWLER_CLOCK_SPEED": "600",
            "MAMCRAWLER_MAM__WWW_URL": "http://127.0.0.1:5000",
        }
    )

    assert (settings.clock_speed, settings.mam.www_url) == (600, "http://127.0.0.1:5000")


def test_every_setting_says_what_it_is() -> None:
    assert [path for path, field in setting_fields().items() if not field.description] == []


@pytest.mark.parametrize("address", ["mysql://host/books", "books.db", "sqlite:///", "postgresql://"])
def test_a_database_we_cannot_use_is_named_at_the_start(address: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load_settings({"MAMCRAWLER_DATABASE_URL": address})
    assert refused.value.sentences == (
        "MAMCRAWLER_DATABASE_URL must read postgresql://user:password@host/name or sqlite:///path/of/a/file.",
    )
