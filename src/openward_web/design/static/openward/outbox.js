// What was tapped is not lost: forms marked data-outbox wait here until the server has them.
// Each carries the identifier of its entry, so that sending it twice writes it once.
(() => {
  "use strict";
  const BOX = "openward-outbox";
  // A connection that says nothing must not hold up the next tap.
  const ANSWERS_WITHIN_MS = 15000;
  const shown = document.getElementById("outbox");
  const written = (moment) => new Date(moment).toISOString().slice(0, 19) + "+00:00";
  const clock = () => written(Date.now());
  // What cannot be read any more must not stand in the way of the next tap.
  function waiting() {
    try { return JSON.parse(localStorage.getItem(BOX)) || []; } catch { return []; }
  }
  const keep = (list) => localStorage.setItem(BOX, JSON.stringify(list));
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";

  // Nobody loses what they are typing because something else arrived.
  let typed = false;
  document.addEventListener("input", () => { typed = true; });

  // Taps of this page, so that their answer can be shown here.
  const tapped = new Map();

  function tell() {
    const list = waiting();
    const failed = list.filter((one) => one.failed).length;
    shown.hidden = list.length === 0;
    shown.dataset.state = failed ? "failed" : "waiting";
    shown.querySelector("span").textContent = list.length
      ? `${list.length} – ${shown.dataset[failed ? "failed" : "waiting"]}` : "";
  }

  // With the moment of sending by the same clock, the server knows how long ago the tap was.
  async function post(one) {
    const body = new URLSearchParams(one.body);
    // A clock that is set between the tap and the sending must not move the tap: on the same page
    // the time between is measured by a clock that nobody sets.
    const here = tapped.get(one.id);
    const at = Date.parse(body.get("occurred_at") || "");
    body.set("sent_at", here && at ? written(at + performance.now() - here.ticks) : clock());
    return fetch(one.to, {
      method: "POST", credentials: "same-origin", redirect: "follow",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token() },
      body: body.toString(), signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
  }

  const forget = (id) => keep(waiting().filter((one) => one.id !== id));
  const mark = (id) => keep(waiting().map((one) => (one.id === id ? { ...one, failed: true } : one)));

  // One after the other, in the order of the taps: an end never overtakes its start. Whoever is
  // signed out, and a server that is ill, are waited for; what is refused is kept and shown.
  // What is tapped meanwhile is sent before the page is left: else its answer would not be seen.
  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    let arrived = "", seen = "";
    for (let one; (one = waiting().find((each) => !each.failed));) {
      let answer;
      try { answer = await post(one); } catch { break; }
      if (answer.status === 422 && tapped.has(one.id)) { forget(one.id); sending = false; return show(one.id); }
      if (answer.ok) {
        forget(one.id);
        arrived = answer.url;
        if (tapped.has(one.id)) seen = answer.url;
        continue;
      }
      if ([401, 403].includes(answer.status) || answer.status >= 500) break;
      mark(one.id);
    }
    sending = false;
    tell();
    if (seen) location.assign(seen);
    // It waited from a page before: this one was made without it.
    else if (arrived && !typed && isOfTheRecord()) location.reload();
  }

  // Other pages may be the answer to a form, which must not be sent again.
  function isOfTheRecord() {
    return document.querySelector("form[data-outbox]") && !document.querySelector("[role=alert]");
  }

  // The server says what is wrong beside each field: let the browser send the form itself.
  function show(id) {
    const { form, button } = tapped.get(id);
    form.dataset.plain = "1";
    if (button) button.disabled = false;
    form.requestSubmit(button || undefined);
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const moment = form.elements.occurred_at;
    if (moment && !moment.value) moment.value = clock();
    if (form.elements.sent_at) form.elements.sent_at.value = clock();
    if (!("outbox" in form.dataset) || form.dataset.plain || !form.elements.entry_id) return;
    const data = new FormData(form);
    const button = event.submitter;
    if (button && button.name) data.set(button.name, button.value);
    data.delete("csrfmiddlewaretoken");
    const one = { id: form.elements.entry_id.value, to: form.action, body: new URLSearchParams(data).toString() };
    // Where nothing can be kept, on a full or closed device, the browser sends it by itself.
    try { if (!waiting().some((other) => other.id === one.id)) keep([...waiting(), one]); } catch { return; }
    event.preventDefault();
    tapped.set(one.id, { form, button, ticks: performance.now() });
    if (button) button.disabled = true;
    tell();
    send();
  });

  shown.querySelector("[data-again]").addEventListener("click", () => {
    keep(waiting().map(({ failed, ...one }) => one));
    send();
  });
  shown.querySelector("[data-forget]").addEventListener("click", () => {
    keep(waiting().filter((one) => !one.failed));
    tell();
  });

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
  tell();
  if (waiting().length) send();
})();
