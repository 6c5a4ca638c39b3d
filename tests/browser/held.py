"""Python that comes when a test says so, or not at all."""

from __future__ import annotations

from playwright.sync_api import Page, Route


class Held:
    """Keeps back the files of Python until they are let go."""

    def __init__(self, page: Page) -> None:
        self._routes: list[Route] | None = []
        self._fails = False
        page.context.route("**/runtime-*/**", self._hold)

    def _hold(self, route: Route) -> None:
        if self._fails:
            route.abort()
        elif self._routes is None:
            route.continue_()
        else:
            self._routes.append(route)

    def let_go(self) -> None:
        for route in self._end():
            route.continue_()

    def fail(self) -> None:
        """Python cannot start: its files do not come."""
        self._fails = True  # it is asked for again
        for route in self._end():
            route.abort()

    def _end(self) -> list[Route]:
        routes, self._routes = self._routes or [], None
        return routes
