// What is typed into a longer form stays on this device until it is sent, and never longer than a
// session. It is kept enciphered with a key that the server gives to its writer alone: on a shared
// tablet nobody else can read it, and its writer finds it again after unlocking.
(() => {
  "use strict";
  const BEGINS = "openward-draft-";
  const SENT = "openward-sent-draft";
  const here = document.getElementById("drafts").dataset;
  const KEPT_MS = Number(here.keptSeconds) * 1000;
  const MINE = `${BEGINS}${here.account}-`;
  const text = new TextEncoder();
  const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith(BEGINS));

  // Nothing is kept where the browser has no cipher: on a connection without encryption.
  const key = crypto.subtle && crypto.subtle.importKey(
    "raw", Uint8Array.from(atob(here.key), (one) => one.charCodeAt(0)), "AES-GCM", false,
    ["encrypt", "decrypt"],
  );

  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)) || {}; } catch { return {}; }
  }

  // A clock that was set back must keep nothing for longer.
  const isOld = (kept) => !(Math.abs(Date.now() - kept.at) < KEPT_MS) || !kept.box;

  async function open(name) {
    const kept = read(name);
    if (isOld(kept)) return null;
    try {
      const said = await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: new Uint8Array(kept.iv) }, await key, new Uint8Array(kept.box));
      return JSON.parse(new TextDecoder().decode(said));
    } catch { return null; }
  }

  async function close(name, said) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const box = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, text.encode(JSON.stringify(said)));
    const kept = { at: Date.now(), iv: [...iv], box: [...new Uint8Array(box)] };
    localStorage.setItem(name, JSON.stringify(kept));
  }

  function typedIn(form) {
    const said = {};
    for (const [field, value] of new FormData(form)) {
      if (["csrfmiddlewaretoken", "entry_id", "occurred_at", "sent_at"].includes(field)) continue;
      (said[field] ||= []).push(value);
    }
    return said;
  }

  function fill(form, kept) {
    for (const field of form.elements) {
      const ticked = ["checkbox", "radio"].includes(field.type);
      if (!(field.name in kept) && !ticked) continue;
      const said = kept[field.name] || [];
      if (ticked) field.checked = said.includes(field.value);
      // With its version: whoever wrote in the meantime is shown beside what was typed here.
      else if (field.type !== "hidden" || field.name === "base_version") field.value = said[0] ?? "";
    }
  }

  async function keep(form) {
    const name = MINE + form.dataset.draft;
    let typed = false, last = Promise.resolve();
    // One after the other: an older state must not be written over a newer one.
    form.addEventListener("input", () => {
      typed = true;
      last = last.then(() => close(name, typedIn(form))).catch(() => {});
    });
    form.addEventListener("submit", () => sessionStorage.setItem(SENT, name));
    const kept = document.querySelector("[role=alert]") ? null : await open(name);
    if (kept && !typed) fill(form, kept);
  }

  function forgetWhatWasSent() {
    const name = sessionStorage.getItem(SENT);
    const again = [...document.querySelectorAll("form[data-draft]")].some((form) => MINE + form.dataset.draft === name);
    if (!name || again || location.pathname.startsWith("/accounts/")) return;
    localStorage.removeItem(name);
    sessionStorage.removeItem(SENT);
  }

  // Signing out leaves nothing; locking a tablet leaves what its writer will unlock. Where it is no
  // shared tablet, somebody else who signs in is the end of the session before.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-signs-out]")) drafts().forEach((name) => localStorage.removeItem(name));
  });
  for (const name of drafts()) {
    if (isOld(read(name)) || (!("shared" in here) && !name.startsWith(MINE))) localStorage.removeItem(name);
  }
  forgetWhatWasSent();
  if (key) document.querySelectorAll("form[data-draft]").forEach(keep);
})();
