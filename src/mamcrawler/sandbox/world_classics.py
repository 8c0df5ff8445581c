"""Public-domain series of the sandbox's catalogue. The recordings are invented."""

from __future__ import annotations

from datetime import date

from mamcrawler.sandbox.world_rows import Book, Recording, Series, read_by

_OZ_READER = "Neve Calloway"
_HOLMES_READER = "Cormac Ashby"

OZ = Series(
    "oz",
    "Oz",
    "L. Frank Baum",
    "Fantasy",
    (
        Book(
            "oz-1",
            "The Wonderful Wizard of Oz",
            date(1900, 5, 17),
            read_by(_OZ_READER, 51),
            "1",
            readers=9100,
        ),
        Book(
            "oz-2", "The Marvelous Land of Oz", date(1904, 7, 5), read_by(_OZ_READER, 48), "2", readers=3200
        ),
        Book("oz-3", "Ozma of Oz", date(1907, 7, 30), read_by(_OZ_READER, 43), "3", readers=2900),
        Book(
            "oz-4",
            "Dorothy and the Wizard in Oz",
            date(1908, 6, 18),
            read_by(_OZ_READER, 44),
            "4",
            readers=2500,
        ),
        Book("oz-5", "The Road to Oz", date(1909, 7, 10), read_by(_OZ_READER, 42), "5", readers=2300),
        Book("oz-6", "The Emerald City of Oz", date(1910, 7, 20), read_by(_OZ_READER, 46), "6", readers=2200),
        Book(
            "oz-7", "The Patchwork Girl of Oz", date(1913, 7, 1), read_by(_OZ_READER, 38), "7", readers=1900
        ),
        Book("oz-8", "Tik-Tok of Oz", date(1914, 6, 19), read_by(_OZ_READER, 45), "8", readers=1800),
        Book("oz-9", "The Scarecrow of Oz", date(1915, 7, 16), read_by(_OZ_READER, 47), "9", readers=1700),
        Book("oz-10", "Rinkitink in Oz", date(1916, 6, 20), read_by(_OZ_READER, 49), "10", readers=1600),
        Book(
            "oz-11", "The Lost Princess of Oz", date(1917, 6, 5), read_by(_OZ_READER, 50), "11", readers=1500
        ),
        Book(
            "oz-12", "The Tin Woodman of Oz", date(1918, 5, 13), read_by(_OZ_READER, 48), "12", readers=1450
        ),
        Book("oz-13", "The Magic of Oz", date(1919, 6, 7), read_by(_OZ_READER, 44), "13", readers=1400),
        Book("oz-14", "Glinda of Oz", date(1920, 7, 10), read_by(_OZ_READER, 45), "14", readers=1350),
    ),
)

HOLMES = Series(
    "holmes",
    "Sherlock Holmes",
    "Arthur Conan Doyle",
    "Mystery",
    (
        Book(
            "holmes-1",
            "A Study in Scarlet",
            date(1887, 11, 1),
            read_by(_HOLMES_READER, 58),
            "1",
            readers=8800,
        ),
        Book(
            "holmes-2",
            "The Sign of the Four",
            date(1890, 2, 1),
            read_by(_HOLMES_READER, 56),
            "2",
            readers=6900,
        ),
        Book(
            "holmes-3",
            "The Adventures of Sherlock Holmes",
            date(1892, 10, 14),
            read_by(_HOLMES_READER, 78),
            "3",
            readers=9000,
        ),
        Book(
            "holmes-4",
            "The Memoirs of Sherlock Holmes",
            date(1893, 12, 13),
            read_by(_HOLMES_READER, 75),
            "4",
            readers=5200,
        ),
        Book(
            "holmes-5",
            "The Hound of the Baskervilles",
            date(1902, 3, 25),
            read_by(_HOLMES_READER, 69),
            "5",
            readers=8100,
        ),
        Book(
            "holmes-6",
            "The Return of Sherlock Holmes",
            date(1905, 3, 7),
            read_by(_HOLMES_READER, 79),
            "6",
            readers=4600,
        ),
        Book(
            "holmes-7",
            "The Valley of Fear",
            date(1915, 2, 27),
            read_by(_HOLMES_READER, 66),
            "7",
            readers=3900,
        ),
        Book("holmes-8", "His Last Bow", date(1917, 10, 22), read_by(_HOLMES_READER, 61), "8", readers=3100),
        Book(
            "holmes-9",
            "The Case-Book of Sherlock Holmes",
            date(1927, 6, 16),
            read_by(_HOLMES_READER, 73),
            "9",
            readers=2900,
        ),
    ),
)

BARSOOM = Series(
    "barsoom",
    "Barsoom",
    "Edgar Rice Burroughs",
    "Science Fiction",
    (
        Book(
            "barsoom-1",
            "A Princess of Mars",
            date(1917, 10, 10),
            read_by("Jasper Vance", 62),
            "1",
            readers=5200,
        ),
        Book(
            "barsoom-2", "The Gods of Mars", date(1918, 9, 28), read_by("Jasper Vance", 59), "2", readers=2700
        ),
        Book(
            "barsoom-3",
            "The Warlord of Mars",
            date(1919, 9, 27),
            read_by("Jasper Vance", 36),
            "3",
            readers=2100,
        ),
        Book(
            "barsoom-4",
            "Thuvia, Maid of Mars",
            date(1920, 10, 30),
            read_by("Jasper Vance", 37),
            "4",
            readers=1700,
        ),
        Book(
            "barsoom-5",
            "The Chessmen of Mars",
            date(1922, 11, 29),
            read_by("Jasper Vance", 39),
            "5",
            readers=1500,
        ),
        Book(
            "barsoom-6",
            "The Master Mind of Mars",
            date(1928, 3, 17),
            read_by("Jasper Vance", 52),
            "6",
            readers=1300,
        ),
        Book(
            "barsoom-1-3",
            "The Barsoom Trilogy",
            date(1996, 4, 2),
            (),
            "1-3",
            readers=140,
            compilation=True,
        ),
    ),
)

PSAMMEAD = Series(
    "psammead",
    "Psammead",
    "E. Nesbit",
    "Juvenile",
    (
        Book(
            "psammead-1",
            "Five Children and It",
            date(1902, 11, 7),
            read_by("Ottoline Reyes", 49),
            "1",
            readers=2600,
        ),
        Book(
            "psammead-2",
            "The Phoenix and the Carpet",
            date(1904, 10, 4),
            read_by("Ottoline Reyes", 37),
            "2",
            readers=1400,
        ),
        Book(
            "psammead-3",
            "The Story of the Amulet",
            date(1906, 9, 18),
            read_by("Ottoline Reyes", 53),
            "3",
            readers=1200,
        ),
    ),
)

FATHER_BROWN = Series(
    "brown",
    "Father Brown",
    "G. K. Chesterton",
    "Mystery",
    (
        Book(
            "brown-1",
            "The Innocence of Father Brown",
            date(1911, 7, 1),
            read_by("Idris Penhaligon", 71),
            "1",
            readers=3300,
        ),
        Book(
            "brown-2",
            "The Wisdom of Father Brown",
            date(1914, 10, 1),
            read_by("Idris Penhaligon", 68),
            "2",
            readers=1800,
        ),
        Book(
            "brown-3",
            "The Incredulity of Father Brown",
            date(1926, 6, 11),
            read_by("Idris Penhaligon", 64),
            "3",
            readers=1300,
        ),
        Book(
            "brown-4",
            "The Secret of Father Brown",
            date(1927, 9, 22),
            read_by("Idris Penhaligon", 66),
            "4",
            readers=1100,
        ),
    ),
)

CHALLENGER = Series(
    "challenger",
    "Professor Challenger",
    "Arthur Conan Doyle",
    "Science Fiction",
    (
        Book(
            "challenger-1",
            "The Lost World",
            date(1912, 10, 15),
            read_by("Bram Tolliver", 67),
            "1",
            readers=4100,
        ),
        Book(
            "challenger-2",
            "The Poison Belt",
            date(1913, 8, 13),
            read_by("Bram Tolliver", 47),
            "2",
            readers=900,
        ),
        Book(
            "challenger-3",
            "The Land of Mist",
            date(1926, 3, 1),
            read_by("Bram Tolliver", 63),
            "3",
            readers=600,
        ),
    ),
)

JUNGLE = Series(
    "jungle",
    "The Jungle Book",
    "Rudyard Kipling",
    "Juvenile",
    (
        Book("jungle-1", "The Jungle Book", date(1894, 5, 1), read_by("Sunniva Hale", 55), "1", readers=6100),
        Book(
            "jungle-2",
            "The Second Jungle Book",
            date(1895, 11, 1),
            read_by("Sunniva Hale", 57),
            "2",
            readers=1500,
        ),
    ),
)

LUPIN = Series(
    "lupin",
    "Arsène Lupin",
    "Maurice Leblanc",
    "Mystery",
    (
        Book(
            "lupin-1",
            "Arsène Lupin, Gentleman Burglar",
            date(1907, 6, 10),
            (
                Recording(("Marguerite Stroud",), 60),
                Recording(("Étienne Marchand",), 62, language="French", region="fr"),
            ),
            "1",
            readers=4400,
        ),
        Book(
            "lupin-2",
            "Arsène Lupin versus Herlock Sholmes",
            date(1908, 2, 10),
            read_by("Marguerite Stroud", 64),
            "2",
            readers=1900,
        ),
        Book(
            "lupin-3",
            "The Hollow Needle",
            date(1909, 6, 1),
            read_by("Marguerite Stroud", 66),
            "3",
            readers=1700,
        ),
    ),
)

CLASSIC_SERIES = (OZ, HOLMES, BARSOOM, PSAMMEAD, FATHER_BROWN, CHALLENGER, JUNGLE, LUPIN)
