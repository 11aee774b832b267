{{%AUTOESCAPE context="HTML"}}
{{>HEAD}}
<div class="opening"><div>
<h1>{{#CLAUSE}}<span class="clause">{{TEXT}}</span>{{GAP}}{{/CLAUSE}}</h1>
<p class="deck">{{DECK}}</p>
<p><a href="{{BACK}}">{{BACK_TEXT}}</a></p>
</div></div>
{{#SCORES}}
<section aria-labelledby="scores">
<h2 id="scores">{{site.revision.scores}}</h2>
<table class="revision" aria-labelledby="scores">
<thead><tr><th scope="col">{{site.level.region}}</th><th scope="col" class="number">{{FROM}}</th><th scope="col" class="number">{{TO}}</th><th scope="col" class="number">{{site.revision.difference}}</th></tr></thead>
<tbody>
{{#ROW}}
<tr><th scope="row"><bdi>{{NAME}}</bdi></th><td class="number">{{WAS}}</td><td class="number">{{IS}}</td><td class="number">{{DIFFERENCE}}</td></tr>
{{/ROW}}
</tbody></table>
{{#MORE}}
<p><a href="{{LINK}}">{{site.revision.more}}</a></p>
{{/MORE}}
</section>
{{/SCORES}}
{{#FIGURES}}
<section aria-labelledby="figures">
<h2 id="figures">{{site.revision.figures}}</h2>
<table class="revision" aria-labelledby="figures">
<thead><tr><th scope="col">{{site.revision.cell}}</th><th scope="col" class="number">{{FROM}}</th><th scope="col" class="number">{{TO}}</th></tr></thead>
<tbody>
{{#ROW}}
<tr><th scope="row"><bdi>{{NAME}}</bdi></th><td class="number">{{WAS}}</td><td class="number">{{IS}}</td></tr>
{{/ROW}}
</tbody></table>
{{#MORE}}
<p><a href="{{LINK}}">{{site.revision.more}}</a></p>
{{/MORE}}
</section>
{{/FIGURES}}
<section aria-labelledby="files">
<h2 id="files">{{site.revision.files}}</h2>
<ul class="files">
{{#FILE}}
<li><a href="{{LINK}}">{{PATH}}</a> <span>{{TEXT}}</span></li>
{{/FILE}}
</ul>
</section>
{{>FOOT}}
