/* The few parts of a browser that the scripts touch while they are tested without one. */

/* An element that keeps what is done to it. */
class FakeElement {
  constructor(name) {
    Object.assign(this, { name, children: [], attributes: {}, listeners: {} });
  }

  append(...children) {
    this.children.push(...children);
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
  }

  addEventListener(type, action) {
    this.listeners[type] = action;
  }
}

export const fakeDocument = { createElement: (name) => new FakeElement(name) };

/* A storage of texts; one that `refuses` throws at everything, as a browser that keeps nothing does. */
export function fakeStorage({ refuses = false } = {}) {
  const kept = new Map();
  const guard = (action) => {
    if (refuses) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    return action();
  };
  return {
    kept,
    getItem: (name) => guard(() => kept.get(name) ?? null),
    setItem: (name, text) => guard(() => kept.set(name, String(text))),
    removeItem: (name) => guard(() => kept.delete(name)),
  };
}
