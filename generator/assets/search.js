"use strict";
// Hides the lines of the lists that do not hold the words looked for. Without it, all of them stand there.
const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll(".names li")].map(row => [row, plain(row.textContent)]);
const find = document.getElementById("find");
const none = document.getElementById("none");
const show = () => {
  const words = plain(find.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every(word => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  for (const part of document.querySelectorAll("main section")) part.hidden = !part.querySelector("li:not([hidden])");
  none.hidden = shown > 0;
};
find.parentElement.hidden = false;
find.addEventListener("input", show);
show();
