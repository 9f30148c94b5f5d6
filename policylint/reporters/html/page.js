"use strict";
(() => {
  const form = document.getElementById("filter");
  const said = document.body.dataset;
  if (!form) return;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const notes = all(".entry");
  const marks = all("mark, .ref");
  const keys = document.getElementById("keys");
  const output = form.querySelector("output");
  const texts = new Map();

  const number = (mark) => mark.dataset.n.split(" ");
  const marksByNote = new Map(notes.map((note) => [note.dataset.n, []]));
  for (const mark of marks) for (const n of number(mark)) marksByNote.get(n)?.push(mark);

  // What a search looks through: the note, its passage and the name of the file; gathered when first asked for.
  const textOf = (note) => {
    if (!texts.has(note)) {
      const passage = note.closest(".passage").querySelector(".running, .absent").textContent;
      const path = note.closest(".text").querySelector("h3").textContent;
      texts.set(note, fold(`${path}\n${passage}\n${note.textContent}`));
    }
    return texts.get(note);
  };
  const fold = (text) => text.toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ");

  const filter = () => {
    const wanted = new FormData(form);
    const levels = wanted.getAll("level");
    const words = fold(wanted.get("search")).trim();
    const selects = all("select", form).filter((select) => select.selectedIndex > 0);
    let shown = 0;
    for (const note of notes) {
      const fits = levels.includes(note.dataset.level)
        && selects.every((select) => note.dataset[select.name] === select.value)
        && (!words || textOf(note).includes(words));
      note.hidden = !fits;
      shown += fits;
    }
    for (const mark of marks) mark.classList.toggle("off", number(mark).every((n) => isHidden(n)));
    for (const passage of all(".passage")) passage.hidden = !passage.querySelector(".entry:not([hidden])");
    for (const text of all(".text")) text.hidden = !text.querySelector(".entry:not([hidden])");
    for (const gap of all(".gap")) gap.hidden = shown < notes.length;
    form.querySelector("[type=reset]").hidden = shown === notes.length;
    document.getElementById("none").hidden = shown > 0;
    output.value = said.shown.replace("{n}", shown).replace("{all}", notes.length);
  };
  const isHidden = (n) => document.getElementById(`n${n}`).hidden;

  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, event.target.name === "search" ? 150 : 0);
  });
  form.addEventListener("reset", () => setTimeout(filter, 0));
  form.addEventListener("submit", (event) => event.preventDefault());

  // Walking: from the note that has the focus, else from the first one on the screen. By place on the keyboard, so
  // that it is the same with Russian letters on it.
  const walk = (step) => {
    const shown = notes.filter((note) => !note.hidden);
    const current = shown.indexOf(document.activeElement.closest(".entry"));
    const ahead = shown.findIndex((note) => note.getBoundingClientRect().bottom > 0);
    const next = shown[current >= 0 ? current + step : step > 0 ? ahead : ahead - 1];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    if (event.code === "KeyJ") walk(1);
    if (event.code === "KeyK") walk(-1);
  });

  const light = (event, on) => {
    const n = event.target.closest(".entry, .ref")?.dataset.n;
    for (const mark of marksByNote.get(n) ?? []) mark.classList.toggle("lit", on);
  };
  document.addEventListener("focusin", (event) => light(event, true));
  document.addEventListener("focusout", (event) => light(event, false));

  // Why it hurts is told once a rule, at the end; who unfolds it beside a note finds it there.
  document.addEventListener("toggle", (event) => {
    const why = event.target;
    const link = why.matches?.(".why") && why.querySelector("a");
    if (!link) return;
    const told = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const parts = all("p", told).map((part) => part.cloneNode(true));
    for (const part of parts) part.lang = told.lang;
    const references = told.parentElement.querySelector(".references")?.parentElement.cloneNode(true);
    link.parentElement.replaceWith(...parts, ...(references ? [references] : []));
  }, true);

  if (navigator.clipboard) {
    for (const after of all(".said")) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: said.copy });
      button.lang = document.documentElement.lang;
      after.after(" ", button);
    }
    document.addEventListener("click", async (event) => {
      if (!event.target.matches(".copy")) return;
      await navigator.clipboard.writeText(event.target.parentElement.querySelector(".said").textContent);
      event.target.textContent = said.copied;
      setTimeout(() => { event.target.textContent = said.copy; }, 2000);
    });
  }

  addEventListener("beforeprint", () => all(".suppressed, .skipped, .history").forEach((each) => { each.open = true; }));
  form.hidden = keys.parentElement.hidden = false;
  filter();
})();
