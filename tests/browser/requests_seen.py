"""What a page asks of the toolkit, and whether all of it is answered."""

from __future__ import annotations

from playwright.sync_api import Page

_SCRIPT = """
  window.__asked = [];
  window.__unanswered = new Set();
  const { postMessage } = Worker.prototype;
  const seen = new WeakSet();
  Worker.prototype.postMessage = function (message, ...more) {
    if (message?.kind === 'request') {
      window.__asked.push(message.verb);
      window.__unanswered.add(message.id);
      if (!seen.has(this))
        this.addEventListener('message', ({ data }) => {
          if (['result', 'error'].includes(data?.kind)) window.__unanswered.delete(data.id);
        });
      seen.add(this);
    }
    return postMessage.call(this, message, ...more);
  };"""


class RequestsSeen:
    """Looks at what the page that comes next asks of Python."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_init_script(_SCRIPT)

    def forget(self) -> None:
        """Begin anew: what was asked before does not count."""
        self._page.evaluate("() => { window.__asked.length = 0; }")

    def wait_for(self, verb: str) -> None:
        """Wait until something is asked."""
        self._page.wait_for_function("(verb) => window.__asked.includes(verb)", arg=verb)

    def wait_for_answers(self) -> None:
        """Wait until all is answered, with what an answer makes the page ask."""
        self._page.wait_for_function(
            """() => {
              const { size } = window.__unanswered;
              window.__quiet = size ? 0 : (window.__quiet ?? 0) + 1;
              return window.__quiet > 20;  // frames
            }"""
        )
