"""Items as the server answers them: minified in lists, plain, and expanded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mamcrawler.sandbox.audiobookshelf.shelf import Item, Metadata, StoredFile, stable_id

VERSION = "2.36.0"


def minified(item: Item, library: str, folder: str, root: str) -> dict[str, object]:
    """The shape of list rows."""
    return {
        **_head(item, library, folder, root),
        "media": {
            "id": item.media_id,
            "metadata": _flat(item.metadata),
            "coverPath": item.cover,
            "tags": item.tags,
            **_counts(item),
        },
        "numFiles": len(item.files),
        "size": item.size,
    }


def plain(item: Item, library: str, folder: str, root: str) -> dict[str, object]:
    """The shape of `GET /api/items/:id`."""
    return {
        **_head(item, library, folder, root),
        "lastScan": item.last_scan,
        "scanVersion": VERSION,
        "media": {
            "id": item.media_id,
            "libraryItemId": item.id,
            "metadata": _structured(item.metadata),
            "coverPath": item.cover,
            "tags": item.tags,
            "audioFiles": _audio_files(item, root),
            "chapters": item.chapters,
            "ebookFile": None,
        },
        "libraryFiles": [_library_file(item, file, root) for file in item.files],
    }


def expanded(item: Item, library: str, folder: str, root: str) -> dict[str, object]:
    """The union of both, with tracks."""
    full = plain(item, library, folder, root)
    media = full["media"]
    assert isinstance(media, dict)
    structured, flat = _structured(item.metadata), _flat(item.metadata)
    media["metadata"] = {**flat, **structured, "descriptionPlain": _without_markup(item.metadata.description)}
    media["tracks"] = _tracks(item, root)
    media.update(_counts(item))
    return {**full, "numFiles": len(item.files), "size": item.size}


def without_prefix(title: str) -> str:
    """`The Orchard` as `Orchard, The`, for sorting."""
    found = re.fullmatch(r"(the|a) (.+)", title, re.IGNORECASE)
    return f"{found[2]}, {found[1]}" if found else title


def last_first(name: str) -> str:
    """`Ada Byron King` as `King, Ada Byron`."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else name


def series_name(series: Sequence[tuple[str, str | None]]) -> str:
    """`A #1, B`, as lists print memberships."""
    return ", ".join(f"{name} #{sequence}" if sequence else name for name, sequence in series)


def _head(item: Item, library: str, folder: str, root: str) -> dict[str, object]:
    return {
        "id": item.id,
        "ino": item.ino,
        "oldLibraryItemId": None,
        "libraryId": library,
        "folderId": folder,
        "path": f"{root}/{item.rel_path}",
        "relPath": item.rel_path,
        "isFile": item.is_file,
        "mtimeMs": item.mtime_ms,
        "ctimeMs": item.mtime_ms,
        "birthtimeMs": 0,
        "addedAt": item.added_at,
        "updatedAt": item.updated_at,
        "isMissing": item.is_missing,
        "isInvalid": False,
        "mediaType": "book",
    }


def _common(metadata: Metadata) -> dict[str, object]:
    return {
        "title": metadata.title,
        "subtitle": metadata.subtitle,
        "genres": metadata.genres,
        "publishedYear": metadata.published_year,
        "publishedDate": metadata.published_date,
        "publisher": metadata.publisher,
        "description": metadata.description,
        "isbn": metadata.isbn,
        "asin": metadata.asin,
        "language": metadata.language,
        "explicit": metadata.explicit,
        "abridged": metadata.abridged,
    }


def _flat(metadata: Metadata) -> dict[str, object]:
    return {
        **_common(metadata),
        "titleIgnorePrefix": without_prefix(metadata.title),
        "authorName": ", ".join(metadata.authors),
        "authorNameLF": ", ".join(map(last_first, metadata.authors)),
        "narratorName": ", ".join(metadata.narrators),
        "seriesName": series_name(metadata.series),
    }


def _structured(metadata: Metadata) -> dict[str, object]:
    return {
        **_common(metadata),
        "authors": [{"id": stable_id("author", name), "name": name} for name in metadata.authors],
        "narrators": metadata.narrators,
        "series": [
            {"id": stable_id("series", name), "name": name, "sequence": sequence}
            for name, sequence in metadata.series
        ],
    }


def _counts(item: Item) -> dict[str, object]:
    return {
        "numTracks": len(item.audio),
        "numAudioFiles": len(item.audio),
        "numChapters": len(item.chapters),
        "duration": item.duration,
        "size": sum(file.size for file in item.audio),
        "ebookFormat": None,
    }


def _file_metadata(item: Item, file: StoredFile, root: str) -> dict[str, object]:
    name = file.rel_path.rpartition("/")[2]
    base = f"{root}/{item.rel_path}"
    return {
        "filename": name,
        "ext": "." + name.rpartition(".")[2],
        "path": base if item.is_file else f"{base}/{file.rel_path}",
        "relPath": file.rel_path,
        "size": file.size,
        "mtimeMs": file.mtime_ms,
        "ctimeMs": file.mtime_ms,
        "birthtimeMs": 0,
    }


def _library_file(item: Item, file: StoredFile, root: str) -> dict[str, object]:
    return {
        "ino": file.ino,
        "metadata": _file_metadata(item, file, root),
        "isSupplementary": None,
        "addedAt": item.added_at,
        "updatedAt": item.added_at,
        "fileType": file.kind,
    }


def _audio_files(item: Item, root: str) -> list[dict[str, object]]:
    return [_audio_file(item, file, index, root) for index, file in enumerate(item.audio, start=1)]


def _audio_file(item: Item, file: StoredFile, index: int, root: str) -> dict[str, object]:
    is_mp3 = file.rel_path.endswith(".mp3")
    return {
        "index": index,
        "ino": file.ino,
        "metadata": _file_metadata(item, file, root),
        "addedAt": item.added_at,
        "updatedAt": item.added_at,
        "trackNumFromMeta": None,
        "discNumFromMeta": None,
        "trackNumFromFilename": None,
        "discNumFromFilename": None,
        "manuallyVerified": False,
        "exclude": False,
        "error": None,
        "format": "MP2/3 (MPEG audio layer 2/3)" if is_mp3 else "QuickTime / MOV",
        "duration": file.duration,
        "bitRate": int(file.size * 8 / file.duration) if file.duration else 0,
        "language": None,
        "codec": "mp3" if is_mp3 else "aac",
        "timeBase": "1/44100",
        "channels": 1,
        "channelLayout": "mono",
        "chapters": [],
        "embeddedCoverArt": None,
        "metaTags": {f"tag{name}": value for name, value in file.tags},
        "mimeType": "audio/mpeg" if is_mp3 else "audio/mp4",
    }


def _tracks(item: Item, root: str) -> list[dict[str, object]]:
    tracks: list[dict[str, object]] = []
    offset = 0.0
    for index, file in enumerate(item.audio, start=1):
        name = file.rel_path.rpartition("/")[2]
        address = f"/api/items/{item.id}/file/{file.ino}"
        extra = {"title": name, "startOffset": offset, "contentUrl": address}
        tracks.append({**_audio_file(item, file, index, root), **extra})
        offset += file.duration
    return tracks


def _without_markup(text: str | None) -> str | None:
    return re.sub(r"<[^>]+>", "", text) if text is not None else None
