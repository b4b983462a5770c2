// A claim tells of itself when it is pointed at or reached by the keyboard. Without this it does so when pressed.
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const boxOf = (button) => document.getElementById(button.getAttribute("popovertarget"));
  const isOpen = (box) => box.matches(":popover-open");
  const show = (button) => { if (!isOpen(boxOf(button))) boxOf(button).showPopover({ source: button }); };
  const hide = (box) => { if (isOpen(box)) box.hidePopover(); };
  let leaving;
  const stay = () => clearTimeout(leaving);
  const leave = (box) => { stay(); leaving = setTimeout(() => box.matches(":hover") || hide(box), 300); };
  for (const button of document.querySelectorAll("button.ask")) {
    let waiting;
    button.addEventListener("pointerenter", (event) => {
      if (event.pointerType !== "mouse") return;
      stay();
      waiting = setTimeout(() => show(button), 200);
    });
    button.addEventListener("pointerleave", (event) => {
      clearTimeout(waiting);
      if (event.pointerType === "mouse" && document.activeElement !== button) leave(boxOf(button));
    });
    button.addEventListener("focus", () => { if (button.matches(":focus-visible")) show(button); });
    button.addEventListener("blur", (event) => {
      const box = boxOf(button);
      if (!box.contains(event.relatedTarget) && !box.matches(":hover")) hide(box);
    });
  }
  for (const box of document.querySelectorAll(".source")) {
    box.addEventListener("pointerenter", stay);
    box.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") leave(box); });
  }
})();
