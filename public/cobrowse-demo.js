const form = document.querySelector('#order');
const count = document.querySelector('#count');
const result = document.querySelector('#result');
const list = document.querySelector('#list');

function add(step) {
  count.textContent = String(Math.max(1, Number(count.textContent) + step));
}

document.querySelector('#more').addEventListener('click', () => add(1));
document.querySelector('#fewer').addEventListener('click', () => add(-1));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { colour, delivery, gift } = form.elements;
  result.textContent = `Ordered: ${colour.value}, ${delivery.selectedOptions[0].textContent}${gift.checked ? ', as a gift' : ''}.`;
});
for (let number = 1; number <= 40; number += 1) {
  const item = document.createElement('li');
  item.textContent = `Bulb ${number}`;
  list.append(item);
}
