// What was tapped is not lost: forms marked data-outbox wait here until the server has them.
// Each carries the identifier of its entry, so that sending it twice writes it once.
(() => {
  "use strict";
  const BOX = "openward-outbox";
  const DRAFTS_KEPT_MS = 24 * 3600 * 1000;
  const shown = document.getElementById("outbox");
  const waiting = () => JSON.parse(localStorage.getItem(BOX) || "[]");
  const keep = (list) => localStorage.setItem(BOX, JSON.stringify(list));
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";

  function tell(state) {
    const count = waiting().length;
    shown.hidden = state === "quiet" && count === 0;
    shown.dataset.state = count ? state : "sent";
    shown.textContent = count ? `${count} – ${shown.dataset[state === "failed" ? "failed" : "waiting"]}` : shown.dataset.sent;
  }

  async function post(one) {
    return fetch(one.to, {
      method: "POST", credentials: "same-origin", redirect: "follow",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token() },
      body: one.body,
    });
  }

  // One after the other, in the order of the taps: an end never overtakes its start.
  async function send() {
    let arrived = "";
    while (waiting().length) {
      const one = waiting()[0];
      let answer;
      try { answer = await post(one); } catch { tell("waiting"); return ""; }
      if (!answer.ok) { tell("failed"); return ""; }
      keep(waiting().filter((other) => other.id !== one.id));
      arrived = answer.url;
    }
    tell("quiet");
    return arrived;
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const moment = form.elements.occurred_at;
    if (moment && !moment.value) moment.value = new Date().toISOString().slice(0, 19) + "+00:00";
    if (!("outbox" in form.dataset) || !form.elements.entry_id) return;
    event.preventDefault();
    const data = new FormData(form);
    const button = event.submitter;
    if (button && button.name) data.set(button.name, button.value);
    data.delete("csrfmiddlewaretoken");
    const one = { id: form.elements.entry_id.value, to: form.action, body: new URLSearchParams(data).toString() };
    if (!waiting().some((other) => other.id === one.id)) keep([...waiting(), one]);
    if (button) button.disabled = true;
    tell("waiting");
    send().then((arrived) => { if (arrived) location.assign(arrived); });
  });

  // What is typed into a longer form stays on this device until it is sent, at most for a day.
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const name = `openward-draft-${form.dataset.draft}`;
    const kept = JSON.parse(localStorage.getItem(name) || "null");
    if (kept && Date.now() - kept.at < DRAFTS_KEPT_MS && !document.querySelector("[role=alert]")) {
      for (const field of form.elements) {
        if (!(field.name in kept.said) && field.type !== "checkbox") continue;
        const said = kept.said[field.name] || [];
        if (field.type === "checkbox") field.checked = said.includes(field.value);
        else if (field.type !== "hidden") field.value = said[0] ?? "";
      }
    }
    form.addEventListener("input", () => {
      const said = {};
      for (const [key, value] of new FormData(form)) {
        if (["csrfmiddlewaretoken", "entry_id", "occurred_at", "base_version"].includes(key)) continue;
        (said[key] ||= []).push(value);
      }
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), said }));
    });
    form.addEventListener("submit", () => sessionStorage.setItem("openward-sent-draft", name));
  }
  const sent = sessionStorage.getItem("openward-sent-draft");
  if (sent && !document.querySelector(`form[data-draft="${sent.slice("openward-draft-".length)}"]`)
      && !location.pathname.startsWith("/accounts/")) {
    localStorage.removeItem(sent);
    sessionStorage.removeItem("openward-sent-draft");
  }
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith("openward-draft-")) continue;
    if (Date.now() - (JSON.parse(localStorage.getItem(name)) || { at: 0 }).at > DRAFTS_KEPT_MS) localStorage.removeItem(name);
  }

  // Time counts up.
  function count() {
    for (const place of document.querySelectorAll("[data-since]")) {
      const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(place.dataset.since)) / 60000));
      const hours = Math.floor(minutes / 60);
      if (hours < 24) place.textContent = hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
    }
  }
  setInterval(count, 5000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  window.addEventListener("online", send);
  setInterval(() => { if (waiting().length) send(); }, 10000);
  tell("quiet");
  if (waiting().length) send();
})();
