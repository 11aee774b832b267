{{%AUTOESCAPE context="HTML"}}
<nav aria-label="{{site.members.pages}}"><ul class="pages">
{{#PAGE}}<li>{{#HERE}}<a href="{{LINK}}" aria-current="page">{{NUMBER}}</a>{{/HERE}}{{#THERE}}<a href="{{LINK}}">{{NUMBER}}</a>{{/THERE}}</li>
{{/PAGE}}
</ul></nav>
