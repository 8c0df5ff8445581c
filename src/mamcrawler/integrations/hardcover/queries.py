"""The questions we ask Hardcover. Each has one top-level field, which is what its limits count (page 3)."""

SEARCH = """
query Search($q: String!, $type: String!, $rows: Int!) {
  search(query: $q, query_type: $type, per_page: $rows, page: 1) { ids results }
}
"""

SERIES_BOOKS = """
query SeriesBooks($id: Int!, $limit: Int!, $offset: Int!) {
  series(where: {id: {_eq: $id}}, limit: 1) {
    id name slug author { name } books_count primary_books_count is_completed canonical_id
    book_series(
      order_by: [{position: asc}, {book: {users_count: desc}}]
      limit: $limit
      offset: $offset
    ) {
      position details compilation
      book {
        id title subtitle slug release_date users_count compilation is_partial_book canonical_id
        book_category_id cached_contributors
      }
    }
  }
}
"""

AUTHOR_BOOKS = """
query AuthorBooks($id: Int!, $limit: Int!, $offset: Int!) {
  books(
    where: {contributions: {author: {id: {_eq: $id}}}, canonical_id: {_is_null: true}}
    order_by: [{users_count: desc}, {id: asc}]
    limit: $limit
    offset: $offset
  ) {
    id title subtitle slug release_date users_count compilation is_partial_book canonical_id
    book_category_id
    contributions { author { id name } contribution }
    editions(where: {reading_format_id: {_eq: 2}}, limit: 5) { id language { language code2 } }
  }
}
"""

BOOK = """
query Book($id: Int!) {
  books_by_pk(id: $id) {
    id title subtitle slug description release_date audio_seconds users_count compilation
    is_partial_book canonical_id book_category_id cached_image cached_tags
    contributions { author { id name } contribution }
    featured_book_series { position details series { id name } }
    book_series { position details compilation series { id name } }
    editions(where: {reading_format_id: {_eq: 2}}, limit: 25) {
      id book_id title asin isbn_10 isbn_13 audio_seconds reading_format_id edition_format release_date
      publisher { name } language { language code2 } contributions { author { name } contribution }
      image { url } users_count
    }
  }
}
"""

_EDITION = """
    id book_id title asin isbn_10 isbn_13 audio_seconds reading_format_id edition_format release_date
    publisher { name } language { language code2 } contributions { author { name } contribution }
    image { url } users_count book { id title canonical_id }
"""

EDITIONS_BY_ASIN = f"""
query EditionsByAsin($asin: String!) {{
  editions(where: {{asin: {{_eq: $asin}}, reading_format_id: {{_eq: 2}}}}, limit: 5) {{{_EDITION}  }}
}}
"""

EDITIONS_BY_ISBN_13 = f"""
query EditionsByIsbn13($isbn: String!) {{
  editions(where: {{isbn_13: {{_eq: $isbn}}}}, limit: 5) {{{_EDITION}  }}
}}
"""

EDITIONS_BY_ISBN_10 = f"""
query EditionsByIsbn10($isbn: String!) {{
  editions(where: {{isbn_10: {{_eq: $isbn}}}}, limit: 5) {{{_EDITION}  }}
}}
"""

ME = """
query Me { me { id username } }
"""
