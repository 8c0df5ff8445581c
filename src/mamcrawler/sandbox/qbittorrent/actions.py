"""Every action the simulator knows, and which of them are POST only."""

from __future__ import annotations

from collections.abc import Callable

from mamcrawler.sandbox.qbittorrent import adding, app_actions, changing, labels, listing, syncing
from mamcrawler.sandbox.qbittorrent.asked import Asked
from mamcrawler.sandbox.qbittorrent.state import State

Action = Callable[[State, Asked], object]

READING: dict[tuple[str, str], Action] = {
    ("app", "version"): app_actions.version,
    ("app", "webapiVersion"): app_actions.web_api_version,
    ("app", "buildInfo"): app_actions.build_info,
    ("app", "preferences"): app_actions.preferences,
    ("app", "defaultSavePath"): app_actions.default_save_path,
    ("log", "main"): app_actions.log_main,
    ("sync", "maindata"): syncing.main_data,
    ("torrents", "categories"): labels.categories,
    ("torrents", "count"): listing.count,
    ("torrents", "export"): listing.export,
    ("torrents", "files"): listing.files,
    ("torrents", "info"): listing.info,
    ("torrents", "pieceHashes"): listing.piece_hashes,
    ("torrents", "pieceStates"): listing.piece_states,
    ("torrents", "properties"): listing.properties,
    ("torrents", "tags"): labels.tags,
    ("torrents", "trackers"): listing.trackers,
    ("torrents", "webseeds"): listing.web_seeds,
    ("transfer", "info"): app_actions.transfer_info,
    ("transfer", "speedLimitsMode"): app_actions.speed_limits_mode,
}

CHANGING: dict[tuple[str, str], Action] = {
    ("app", "deleteAPIKey"): app_actions.delete_api_key,
    ("app", "rotateAPIKey"): app_actions.rotate_api_key,
    ("app", "setPreferences"): app_actions.set_preferences,
    ("auth", "logout"): app_actions.logout,
    ("torrents", "add"): adding.add,
    ("torrents", "addTags"): labels.add_tags,
    ("torrents", "bottomPrio"): changing.change_queue,
    ("torrents", "createCategory"): labels.create_category,
    ("torrents", "createTags"): labels.create_tags,
    ("torrents", "decreasePrio"): changing.change_queue,
    ("torrents", "delete"): changing.delete,
    ("torrents", "deleteTags"): labels.delete_tags,
    ("torrents", "editCategory"): labels.edit_category,
    ("torrents", "filePrio"): changing.set_file_priority,
    ("torrents", "increasePrio"): changing.change_queue,
    ("torrents", "pause"): changing.stop,
    ("torrents", "reannounce"): changing.reannounce,
    ("torrents", "recheck"): changing.recheck,
    ("torrents", "removeCategories"): labels.remove_categories,
    ("torrents", "removeTags"): labels.remove_tags,
    ("torrents", "rename"): changing.rename,
    ("torrents", "renameFile"): changing.rename_file,
    ("torrents", "resume"): changing.start,
    ("torrents", "setAutoManagement"): changing.set_auto_management,
    ("torrents", "setCategory"): labels.set_category,
    ("torrents", "setDownloadLimit"): changing.set_download_limit,
    ("torrents", "setForceStart"): changing.set_force_start,
    ("torrents", "setLocation"): changing.set_location,
    ("torrents", "setSavePath"): changing.set_save_path,
    ("torrents", "setShareLimits"): changing.set_share_limits,
    ("torrents", "setTags"): labels.set_tags,
    ("torrents", "setUploadLimit"): changing.set_upload_limit,
    ("torrents", "start"): changing.start,
    ("torrents", "stop"): changing.stop,
    ("torrents", "toggleSequentialDownload"): changing.toggle_sequential,
    ("torrents", "topPrio"): changing.change_queue,
}
