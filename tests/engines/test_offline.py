"""After one visit the site works without a network."""

from __future__ import annotations

from build_steps.server import SiteServer
from build_steps.site import build_site
from tests.engines.drivers import Engine

KEPT = """async () => {
  if (!navigator.serviceWorker) return false;
  for (let i = 0; i < 900; i++) {
    const { active, installing, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
    const settled = active?.state === 'activated' && !installing && !waiting;
    if (settled && navigator.serviceWorker.controller) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}"""


def test_the_site_works_without_a_network(engine: Engine) -> None:
    server = SiteServer(build_site())
    with server:
        engine.goto(f"{server.url}/index.html")
        assert engine.run(KEPT)
    engine.goto(f"{server.url}/table.html")
    answer = engine.run(
        """async () => {
          const { ElmToolkit } = await import('/client/index.js');
          const elm = await ElmToolkit.start();
          const model = await elm.create('ELMClassifier', { n_hidden: 20, random_state: 0 });
          await model.fit([[0], [1], [0], [1]], ['a', 'b', 'a', 'b']);
          const [label] = await model.predict([[1]]);
          elm.dispose();
          return { label, title: document.title };
        }"""
    )
    assert answer["label"] == "b"
    assert answer["title"]
