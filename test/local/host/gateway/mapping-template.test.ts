import { describe, expect, test } from '@jest/globals';
import { renderTemplate, templateScope } from '../../../../local/host/gateway/mapping-template.ts';

const render = (template: string, body: unknown = {}, params: Record<string, string> = {}) =>
  renderTemplate(
    template,
    templateScope(JSON.stringify(body), { params, context: { path: '/v1/orders', who: 'ada' } }),
  );

describe('references', () => {
  test.each([
    ['a property', '$context.who', 'ada'],
    ['a property before a dot', '$context.who.', 'ada.'],
    ['two with a dot between them', '$context.who.$context.who', 'ada.ada'],
    ['a property before a slash', '$context.path/1', '/v1/orders/1'],
    ['nothing', '$context.nobody', '$context.nobody'],
    ['nothing, quietly', '[$!context.nobody]', '[]'],
    ['a path parameter', "$input.params('order')", 'x'],
    ['a part of the body', "$input.path('$.a.b')", '1'],
    ['a method of nothing', "$!input.path('$.c').contains('x')", ''],
    ['a dollar alone', 'costs $ 5', 'costs $ 5'],
  ])('%s', (_what, template, text) => {
    expect(render(template, { a: { b: 1 } }, { order: 'x' })).toBe(text);
  });
});

describe('directives', () => {
  const status = `#set($s = $input.path('$.s'))#if($s == "A")a#elseif("$!s" != "")b $s#else none#end`;

  test.each([
    [{ s: 'A' }, 'a'],
    [{ s: 'B' }, 'b B'],
    [{}, 'none'],
  ])('of %j the branch that holds is written', (body, text) => {
    expect(render(status, body)).toBe(text);
  });

  test('what is set in a branch that is not chosen stays unset', () => {
    expect(render('#if(1 == 2)#set($a = 1)#end$!a')).toBe('');
  });

  test('branches within branches end where they end', () => {
    expect(render('#if(1 == 2)#if(1 == 1)a#else b#end c#else d#end')).toBe('d');
  });

  test.each(['#if(1 == 1)a', '#end', '#set($a = )', "$input.path('$..a')", '$context.who.reverse()'])(
    'refuses %s, which it does not understand',
    (template) => {
      expect(() => render(template)).toThrow('template');
    },
  );
});

test('a text comes whole through JSON within JSON', () => {
  const body = { text: `it's "quoted" \\ and\nbroken, ünd $context.who #end` };
  const template = String.raw`{"input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\'", "'")"}`;
  const { input } = JSON.parse(render(template, body));
  expect(JSON.parse(input)).toEqual(body);
});
