{{%AUTOESCAPE context="HTML"}}
<dl class="imprint">
{{#ROW}}
<div><dt>{{NAME}}</dt><dd>{{#PLAIN}}<bdi>{{TEXT}}</bdi>{{/PLAIN}}{{#LINKED}}<a href="{{LINK}}"><bdi>{{TEXT}}</bdi></a>{{/LINKED}}</dd></div>
{{/ROW}}
</dl>
