// Layui, widespread in China: its layer for every dialog, message and tip.
import 'layui/dist/layui.js';
import 'layui/dist/css/layui.css';
import { kit } from '../kit.js';
import { chat, log, search } from '../plain.js';

const { $, dropdown, layer } = window.layui;
let again;

// A layer says by its number which one it is; its element carries that number in its id.
const opened = (index) => {
  const content = $(`#layui-layer${index}`).find('.layui-layer-content');
  const before = content.html();
  again = () => content.html(before);
  return () => layer.close(index);
};
const input = (text) => `<div class="layui-form-item"><label class="layui-form-label">${text}</label><div class="layui-input-block"><input type="text" class="layui-input"></div></div>`;

const errors = {
  dialog: (t) => opened(layer.alert(t.message, { icon: 2, title: t.title, btn: [t.more, t.ok] })),
  toast: (t) => opened(layer.msg(t.message, { icon: 2, time: 0 })),
  field: (t, at) => {
    at.innerHTML = `<form class="layui-form" style="padding-top: 80px"><div class="layui-form-item"><label class="layui-form-label" for="phone">${t.label}</label>
      <div class="layui-input-block"><input type="text" id="phone" value="${t.value}" class="layui-input layui-form-danger"></div></div></form>`;
    at.querySelector('input').focus();
    return opened(layer.tips(t.message, '#phone', { tips: 1, time: 0 }));
  },
};

const calm = {
  confirmation: (t) => opened(layer.confirm(t.message, { icon: 3, title: t.title, btn: [t.ok, t.cancel] })),
  form: (t) => opened(layer.open({ type: 1, title: t.title, area: '420px', btn: [t.ok, t.cancel], content: `<form class="layui-form layui-padding-3"><p>${t.message}</p>${input(t.label)}${input(t.note)}</form>` })),
  success: (t) => opened(layer.msg(t.message, { icon: 1, time: 0 })),
  info: (t) => opened(layer.alert(t.message, { icon: 0, title: t.title, btn: [t.ok] })),
  cookie: (t) => opened(layer.open({ title: t.title, content: t.message, btn: [t.ok, t.cancel], offset: 'b', shade: 0 })),
  menu: (t, at) => {
    at.innerHTML = `<button type="button" class="layui-btn">${t.label}</button>`;
    const { config } = dropdown.render({ elem: at.firstChild, show: true, data: t.items.map((title, id) => ({ title, id })) });
    return () => dropdown.close(config.id);
  },
  chat, log, search,
};

kit({ errors, calm, rerender: () => again() });
