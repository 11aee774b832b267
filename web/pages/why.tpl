{{%AUTOESCAPE context="HTML"}}
<section aria-labelledby="why">
<h2 id="why">{{site.why.title}}</h2>
<p class="small">{{site.why.text}}<span class="bar">{{GAP}}{{site.why.bar}}</span></p>
<table class="why" aria-labelledby="why">
<thead><tr><th scope="col">{{site.why.indicator}}</th><td class="bar"></td>{{#COLUMN}}<th scope="col" class="number">{{TEXT}}</th>{{/COLUMN}}</tr></thead>
<tbody>
{{#ROW}}
<tr><th scope="row"><bdi>{{NAME}}</bdi></th><td class="bar"><svg height="16" aria-hidden="true" focusable="false">{{#COST}}<rect class="cost" x="{{X}}" y="2" width="{{WIDTH}}" height="12"/>{{/COST}}{{#GAVE}}<rect class="gave" x="{{X}}" y="2" width="{{WIDTH}}" height="12"/>{{/GAVE}}<line class="zero" x1="50%" x2="50%" y1="0" y2="16"/></svg></td>{{#CELL}}<td class="number">{{AMOUNT}}{{#RANGE}} <span class="range">{{TEXT}}</span>{{/RANGE}}</td>{{/CELL}}</tr>
{{/ROW}}
</tbody>
<tfoot>
{{#SUM}}
<tr><th scope="row">{{site.why.sum}}</th><td class="bar"></td>{{#CELL}}<td class="number">{{AMOUNT}}{{#RANGE}} <span class="range">{{TEXT}}</span>{{/RANGE}}</td>{{/CELL}}</tr>
{{/SUM}}
</tfoot></table>
</section>
