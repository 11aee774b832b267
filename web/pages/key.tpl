{{%AUTOESCAPE context="HTML"}}
<dl class="key">
<div><dt>{{site.key.period}}</dt><dd>{{PERIOD}}</dd></div>
<div><dt>{{site.key.members}}</dt><dd>{{MEMBERS}}</dd></div>
{{#RELEASED}}
<div><dt>{{site.key.released}}</dt><dd>{{TEXT}}</dd></div>
{{/RELEASED}}
{{#NEXT}}
<div><dt>{{site.key.next}}</dt><dd>{{TEXT}}</dd></div>
{{/NEXT}}
</dl>
