// A shared tablet locks itself when nobody taps. Whoever types is tapping: they stay signed in.
(() => {
  "use strict";
  const TAPPED = "openward-tapped";
  const LOOK_EVERY_MS = 5000;
  const TELL_EVERY_MS = 60000;
  const form = document.querySelector("form[data-idle-seconds]");
  const idle = Number(form.dataset.idleSeconds) * 1000;
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
  let told = Date.now();
  let covered = false;

  // Kept for all tabs: a tap in one of them is a tap on the tablet. A clock that was set back must
  // not keep the tablet open.
  const since = () => Math.abs(Date.now() - Number(localStorage.getItem(TAPPED)));
  const remember = () => localStorage.setItem(TAPPED, String(Date.now()));

  // A tablet that slept is looked at before its first tap counts.
  function tap() {
    if (covered || since() >= idle) return look();
    remember();
    if (Date.now() - told < TELL_EVERY_MS) return;
    told = Date.now();
    fetch(form.dataset.keep, { credentials: "same-origin", cache: "no-store" }).catch(() => {});
  }

  // Nothing about anybody stays on the screen or in the browser's history, except what ends a
  // measure: without a connection it cannot be opened again, and it must never be out of reach.
  // Once: a button that is put back between the finger's down and up is not tapped.
  function cover() {
    if (covered) return;
    covered = true;
    const main = document.querySelector("main");
    const ends = [...main.querySelectorAll('form[action$="/end/"]')];
    const title = document.createElement("h1");
    title.textContent = form.dataset.locked;
    main.replaceChildren(title, ...ends);
    if (ends.length > 1) {
      for (const said of main.querySelectorAll(".nhsuk-u-visually-hidden")) said.className = "";
    }
  }

  async function look() {
    if (!covered && since() < idle) return;
    cover();
    try {
      const answer = await fetch(form.action, {
        method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token() },
      });
      if (answer.ok) location.replace(answer.url);
    } catch { /* No connection: the next look tries again. */ }
  }

  remember();
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, tap, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  setInterval(look, LOOK_EVERY_MS);
})();
