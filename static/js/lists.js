// Lists by keyboard: j and k go from row to row, Enter opens, x ticks, / filters, ? shows the keys.
// The focus itself moves to the row's link, so a screen reader reads where one is.
(() => {
  "use strict";
  const rows = () => [...document.querySelectorAll("[data-list] [data-list-row]")];
  const linkOf = (row) => row.querySelector("a[href]");
  const typing = (target) =>
    target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable], [role=combobox]");

  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
    const target = linkOf(next) || next.querySelector("input");
    if (!target) return;
    target.focus();
    next.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("focusin", (event) => {
    for (const row of rows()) row.classList.toggle("is-at", row.contains(event.target));
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !rows().length) return;
    const row = event.target.closest("[data-list-row]");
    if (event.key === "j" || (row && event.key === "ArrowDown")) go(1);
    else if (event.key === "k" || (row && event.key === "ArrowUp")) go(-1);
    else if (event.key === "x" && row) {
      const box = row.querySelector("input[type=checkbox]");
      if (!box) return;
      box.checked = !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (event.key === "/") {
      const field = document.querySelector("[data-list-filter] input[type=search]");
      if (!field) return;
      field.focus();
      field.select();
    } else if (event.key === "?") {
      const keys = document.querySelector(".list-keys");
      if (!keys) return;
      keys.open = !keys.open;
      if (keys.open) keys.querySelector("summary").focus();
    } else return;
    event.preventDefault();
  });
})();
