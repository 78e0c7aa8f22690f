// The board by mouse: a reservation or a draft is dropped on a place and a week, and the same form
// is posted that "Move to …" opens. Without this file everything works by that link.
(() => {
  "use strict";
  const table = document.querySelector("[data-board]");
  const form = document.getElementById("board-form");
  if (!table || !form) return;
  const weeks = [...table.querySelectorAll("th[data-week]")];
  let held = null;

  const weekAt = (x) => weeks.find((week) => {
    const box = week.getBoundingClientRect();
    return x >= box.left && x < box.right;
  });
  const clear = () => {
    for (const each of table.querySelectorAll(".is-target")) each.classList.remove("is-target");
  };
  const targetOf = (event) => {
    const row = event.target.closest("tr[data-place]");
    const week = weekAt(event.clientX);
    return row && week ? { row, week } : null;
  };

  table.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-move]");
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    held.classList.add("is-dragged");
  });
  table.addEventListener("dragover", (event) => {
    const target = held && targetOf(event);
    clear();
    if (!target) return;
    event.preventDefault();
    target.row.classList.add("is-target");
    target.week.classList.add("is-target");
  });
  table.addEventListener("drop", (event) => {
    const target = held && targetOf(event);
    if (!target) return;
    event.preventDefault();
    const first = new Date(`${target.week.dataset.week}T12:00:00Z`);
    first.setUTCDate(first.getUTCDate() + Number(held.dataset.offset));
    form.action = held.dataset.move;
    form.elements.place.value = target.row.dataset.place;
    form.elements.starts_on.value = first.toISOString().slice(0, 10);
    form.elements.version.value = held.dataset.version;
    form.submit();
  });
  table.addEventListener("dragend", () => {
    if (held) held.classList.remove("is-dragged");
    held = null;
    clear();
  });
})();
