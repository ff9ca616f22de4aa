// Filters the items of the review's page; what is chosen stands in the address, so that a reload keeps it.
const form = document.querySelector(".review-filters");
const items = [...document.querySelectorAll(".review-item")];

for (const [name, value] of new URLSearchParams(location.hash.slice(1)))
  if (form.elements[name]) form.elements[name].value = value;

function show() {
  const wanted = [...new FormData(form)].filter(([, value]) => value);
  const fits = (item) =>
    wanted.every(([name, value]) => {
      if (name === "words") return item.textContent.toLowerCase().includes(value.toLowerCase());
      return name === "state" ? item.dataset.state.includes(value) : item.dataset[name].split(" ").includes(value);
    });
  for (const item of items) item.hidden = !fits(item);
  form.querySelector("output").value = `${items.filter(({ hidden }) => !hidden).length} of ${items.length} items`;
  history.replaceState(null, "", `#${new URLSearchParams(wanted)}`);
}

form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
