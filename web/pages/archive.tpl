{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<h1>{{site.archive.heading}}</h1>
<p class="deck">{{COUNT}}</p>
{{#YEAR}}
<section>
<h2>{{YEAR}}</h2>
<dl class="months">
{{#MONTH}}
<div><dt><a href="{{LINK}}">{{PERIOD}}</a></dt><dd>{{SENTENCE}}{{#RELEASED}} <span class="small">{{TEXT}}</span>{{/RELEASED}}{{#CORRECTION}} <a class="small" href="{{LINK}}">{{TEXT}}</a>{{/CORRECTION}}</dd></div>
{{/MONTH}}
</dl>
</section>
{{/YEAR}}
{{>FOOT}}
