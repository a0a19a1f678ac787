"""The shipped body, read once for all tests of this room."""

import pytest

from desktop.atlas.body import Body
from desktop.atlas.views import Views, load_views
from resources.regions import Regions, load_regions


@pytest.fixture(scope="session")
def body() -> Body:
    return Body.load()


@pytest.fixture(scope="session")
def views() -> Views:
    return load_views()


@pytest.fixture(scope="session")
def regions() -> Regions:
    return load_regions()
