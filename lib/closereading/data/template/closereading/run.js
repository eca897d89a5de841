"use strict";
const table = document.querySelector("table.articles");
const body = table.tBodies[0];
const rows = [...body.rows];

const label = document.createElement("label");
const box = document.createElement("input");
const told = document.createElement("span");
box.type = "search";
told.setAttribute("role", "status");
label.append("Filter by title, publisher, date or status ", box);
const line = document.createElement("p");
line.className = "filter";
line.append(label, told);
table.parentNode.before(line);
const text = new Map(rows.map(row => [row, row.textContent.toLowerCase()]));
box.addEventListener("input", () => {
  const words = box.value.toLowerCase().split(/\s+/);
  let shown = 0;
  rows.forEach(row => {
    row.hidden = !words.every(word => text.get(row).includes(word));
    shown += !row.hidden;
  });
  told.textContent = box.value ? `${shown} of ${rows.length} articles` : "";
});

const order = new Intl.Collator("en", {numeric: true});
[...table.tHead.rows[0].cells].forEach((head, column) => {
  const button = document.createElement("button");
  button.append(...head.childNodes);
  head.append(button);
  button.addEventListener("click", () => {
    const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    const key = row => row.cells[column].textContent.trim();
    body.append(...rows.sort((a, b) => way * order.compare(key(a), key(b))));
  });
});
