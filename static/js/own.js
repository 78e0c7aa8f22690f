// The citizen's page asks a minute before it closes by itself, and then leaves the screen.
(() => {
  "use strict";
  const box = document.getElementById("own-ends");
  if (!box) return;
  const wait = Number(box.dataset.seconds) * 1000;
  const minute = 60 * 1000;
  let ends;

  const begin = () => {
    clearTimeout(ends);
    ends = setTimeout(() => {
      box.showModal();
      ends = setTimeout(() => location.replace(box.dataset.closed), minute);
    }, wait - minute);
  };

  box.addEventListener("close", async () => {
    const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
    try {
      const answer = await fetch(box.dataset.stay, { method: "POST", headers: { "X-CSRFToken": token } });
      if (answer.status !== 204) location.replace(box.dataset.closed);
    } catch {
      location.replace(box.dataset.closed);
      return;
    }
    begin();
  });

  // Coming back to a page kept by the browser: it may have been closed meanwhile.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  begin();
})();
